package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.zoo.internal.Shape.Picture;
import io.auricle.zoo.internal.Shape.Row;
import io.auricle.zoo.internal.Shape.Steps;
import java.util.Set;

/** What each layer makes of a shape, and how many parameters it has, by DL4J's rules, from its configuration alone. */
final class LayerRules {
    private static final int MOST_UNITS = 1 << 20;
    private static final int MOST_KERNEL = 1 << 10;

    /** A layer's output and its number of parameters. */
    record Result(Shape shape, long parameters) {}

    private LayerRules() {}

    static Result apply(JsonReader layer, Shape in) throws Refusal {
        String name = layer.get(KnownClasses.KEY).textValue();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "ConvolutionLayer" -> convolution(layer, picture(layer, in));
            case "SubsamplingLayer" -> new Result(
                    slide(layer, picture(layer, in), picture(layer, in).channels()), 0);
            case "BatchNormalization" -> batchNorm(layer, in);
            case "ActivationLayer", "DropoutLayer" -> new Result(in, 0);
            case "DenseLayer" -> {
                require(
                        !layer.flag("hasLayerNorm"),
                        layer.entry(),
                        "true",
                        "%s.hasLayerNorm must be false",
                        layer.place());
                yield dense(layer, in);
            }
            case "OutputLayer" -> dense(layer, in);
            case "LSTM" -> lstm(layer, steps(layer, in));
            case "Bidirectional" -> bidirectional(layer, steps(layer, in));
            case "GlobalPoolingLayer" -> globalPooling(layer, steps(layer, in));
            default -> throw new IllegalStateException("a class of the allow-list without a rule: " + name);
        };
    }

    private static Result convolution(JsonReader layer, Picture in) throws Refusal {
        int filters = units(layer, "nin", "nout", in.channels());
        layer.text("cnn2dDataFormat", Set.of("NCHW"));
        int[] kernel = layer.pair("kernelSize", 1, MOST_KERNEL);
        long weights = (long) in.channels() * filters * kernel[0] * kernel[1];
        return new Result(slide(layer, in, filters), weights + (layer.flag("hasBias") ? filters : 0));
    }

    /** The picture that a sliding kernel leaves. */
    private static Picture slide(JsonReader layer, Picture in, int channels) throws Refusal {
        layer.text("cnn2dDataFormat", Set.of("NCHW"));
        boolean same = layer.text("convolutionMode", Set.of("Same", "Truncate")).equals("Same");
        int[] kernel = layer.pair("kernelSize", 1, MOST_KERNEL);
        int[] stride = layer.pair("stride", 1, MOST_KERNEL);
        int[] padding = layer.pair("padding", 0, MOST_KERNEL);
        layer.pair("dilation", 1, 1);
        int bands = same
                ? ceil(in.bands(), stride[0])
                : Math.floorDiv(in.bands() + 2 * padding[0] - kernel[0], stride[0]) + 1;
        int frames = same
                ? ceil(in.frames(), stride[1])
                : Math.floorDiv(in.frames() + 2 * padding[1] - kernel[1], stride[1]) + 1;
        require(
                bands >= 1 && frames >= 1,
                layer.entry(),
                in,
                "%s must read a picture of at least its kernel, %d x %d",
                layer.place(),
                kernel[0],
                kernel[1]);
        return new Picture(channels, bands, frames);
    }

    private static int ceil(int size, int stride) {
        return (size + stride - 1) / stride;
    }

    private static Result batchNorm(JsonReader layer, Shape in) throws Refusal {
        require(!(in instanceof Steps), layer.entry(), in, "%s must read a picture or a row", layer.place());
        layer.text("cnn2DFormat", Set.of("NCHW"));
        int channels = in instanceof Picture picture ? picture.channels() : (int) in.values();
        int units = units(layer, "nin", "nout", channels);
        require(units == channels, layer.entry(), units, "%s.nout must be %d", layer.place(), channels);
        return new Result(in, (layer.flag("lockGammaBeta") ? 2L : 4L) * units);
    }

    private static Result dense(JsonReader layer, Shape in) throws Refusal {
        require(in instanceof Row, layer.entry(), in, "%s must read a row of features", layer.place());
        int units = units(layer, "nin", "nout", (int) in.values());
        return new Result(new Row(units), in.values() * units + (layer.flag("hasBias") ? units : 0));
    }

    private static Result lstm(JsonReader layer, Steps in) throws Refusal {
        layer.text("rnnDataFormat", Set.of("NCW"));
        long units = units(layer, "nin", "nout", in.features());
        return new Result(new Steps((int) units, in.count()), 4 * units * (in.features() + units + 1));
    }

    private static Result bidirectional(JsonReader layer, Steps in) throws Refusal {
        layer.text("mode", Set.of("CONCAT"));
        Result forward = direction(layer.object("fwd"), in);
        Result backward = direction(layer.object("bwd"), in);
        require(
                forward.equals(backward),
                layer.entry(),
                backward.shape(),
                "%s.bwd must be as large as fwd, %s",
                layer.place(),
                forward.shape());
        int features = 2 * ((Steps) forward.shape()).features();
        return new Result(new Steps(features, in.count()), 2 * forward.parameters());
    }

    private static Result direction(JsonReader lstm, Steps in) throws Refusal {
        lstm.text(KnownClasses.KEY, Set.of("org.deeplearning4j.nn.conf.layers.LSTM"));
        return lstm(lstm, in);
    }

    private static Result globalPooling(JsonReader layer, Steps in) throws Refusal {
        layer.text("poolingType", Set.of("AVG", "MAX"));
        layer.isNull("poolingDimensions");
        require(
                layer.flag("collapseDimensions"),
                layer.entry(),
                "false",
                "%s.collapseDimensions must be true",
                layer.place());
        return new Result(new Row(in.features()), 0);
    }

    /** DL4J's step from pictures to rows before a dense layer. */
    static Row flatten(JsonReader preProcessor, Shape in) throws Refusal {
        preProcessor.text("format", Set.of("NCHW"));
        Picture made = new Picture(
                preProcessor.integer("numChannels", 1, MOST_UNITS),
                preProcessor.integer("inputHeight", 1, MOST_UNITS),
                preProcessor.integer("inputWidth", 1, MOST_UNITS));
        requireMadeFor(made, in, preProcessor);
        return new Row((int) in.values());
    }

    static Shape reshape(JsonReader vertex, Shape in) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "maskShape", "newShape", "reshapeOrder"));
        vertex.text("reshapeOrder", Set.of("c"));
        vertex.isNull("maskShape");
        JsonNode shape = vertex.get("newShape");
        require(
                shape.isArray()
                        && (shape.size() == 2 || shape.size() == 3)
                        && shape.path(0).asInt() == -1,
                vertex.entry(),
                JsonReader.shown(shape),
                "%s.newShape must be [-1, features] or [-1, features, steps]",
                vertex.place());
        int features = vertex.integer(shape.get(1), vertex.place() + ".newShape", 1, MOST_UNITS);
        Shape out = shape.size() == 2
                ? new Row(features)
                : new Steps(features, vertex.integer(shape.get(2), vertex.place() + ".newShape", 1, MOST_UNITS));
        boolean keepsFrames = !(in instanceof Picture from) || out instanceof Steps to && to.count() == from.frames();
        require(
                keepsFrames && out.values() == in.values(),
                vertex.entry(),
                in,
                "the front end must fit the network: %s was made for %s",
                vertex.place(),
                out);
        return out;
    }

    static Shape lastStep(JsonReader vertex, Shape in, String input) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "maskArrayInputName"));
        vertex.text("maskArrayInputName", Set.of(input));
        return new Row(steps(vertex, in).features());
    }

    private static void requireMadeFor(Picture made, Shape in, JsonReader where) throws Refusal {
        require(
                made.equals(in),
                where.entry(),
                in,
                "the front end must fit the network: %s was made for %s",
                where.place(),
                made);
    }

    private static int units(JsonReader layer, String in, String out, int found) throws Refusal {
        int expected = layer.integer(in, 1, MOST_UNITS);
        require(
                expected == found,
                layer.entry(),
                found,
                "the front end must fit the network: %s reads %d features or channels",
                layer.place(),
                expected);
        return layer.integer(out, 1, MOST_UNITS);
    }

    private static Picture picture(JsonReader layer, Shape in) throws Refusal {
        require(in instanceof Picture, layer.entry(), in, "%s must read a picture", layer.place());
        return (Picture) in;
    }

    private static Steps steps(JsonReader layer, Shape in) throws Refusal {
        require(in instanceof Steps, layer.entry(), in, "%s must read steps in time", layer.place());
        return (Steps) in;
    }
}
