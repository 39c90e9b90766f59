package io.auricle.zoo.yamnet;

import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.yamnet.FlatBuffer.Table;
import io.auricle.zoo.yamnet.FlatBuffer.Vector;
import io.auricle.zoo.yamnet.TfliteGraph.Operator;
import io.auricle.zoo.yamnet.TfliteGraph.Tensor;
import io.auricle.zoo.yamnet.YamnetLayer.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads YAMNet's weights out of a TFLite file, and nothing else: from the first convolution on, each operator must be the next one of
 * {@link YamnetLayer#all()}, read what the one before wrote, and have YAMNet's shapes, strides, padding and activation. Weights are float,
 * or int8 with one scale or one scale per output channel; biases are float. What stands before the first convolution (the front end)
 * and behind the scores is not read.
 */
final class YamnetFile {
    private static final int BATCH = 1;
    private static final int FRAMES = 96;
    private static final int BANDS = 64;

    private static final int CONV_OPTIONS = 1;
    private static final int DEPTHWISE_OPTIONS = 2;
    private static final int DENSE_OPTIONS = 8;
    private static final int SAME = 0;
    private static final int RELU = 1;
    private static final int NO_ACTIVATION = 0;

    private final TfliteGraph graph;
    private final List<YamnetWeights.OfLayer> weights = new ArrayList<>();
    private int index;
    private int last;

    private YamnetFile(TfliteGraph graph) {
        this.graph = graph;
    }

    /** The weights of a file that has been read into memory. */
    static YamnetWeights read(byte[] bytes) throws Refusal {
        return new YamnetFile(new TfliteGraph(bytes)).read();
    }

    private YamnetWeights read() throws Refusal {
        toFirstConvolution();
        for (YamnetLayer layer : YamnetLayer.all()) {
            if (layer.kind() == Kind.DENSE) {
                mean();
            }
            weights.add(layer(layer));
        }
        next(TfliteGraph.LOGISTIC, "the sigmoid");
        return new YamnetWeights(weights);
    }

    private void toFirstConvolution() throws Refusal {
        while (index < graph.operators() && graph.operator(index).code() != TfliteGraph.CONV_2D) {
            index++;
        }
        Refusal.require(
                index < graph.operators(), "", graph.operators() + " others", "an operator must be a convolution");
        Operator first = graph.operator(index);
        last = first.input(0);
        graph.tensor(last, first.entry()).requireShape(BATCH, FRAMES, BANDS, 1);
    }

    /** The operator that stands next in the file, which must be this one of the table. */
    private Operator next(int code, String name) throws Refusal {
        Refusal.require(
                index < graph.operators(),
                "",
                graph.operators() + " operators",
                "%s must follow the last operator",
                name);
        Operator operator = graph.operator(index++);
        Refusal.require(
                operator.code() == code,
                operator.entry(),
                operator.code(),
                "it must be YAMNet's %s, operator code %d",
                name,
                code);
        Refusal.require(
                operator.input(0) == last,
                operator.entry(),
                operator.input(0),
                "it must read tensor %d, which the operator before writes",
                last);
        last = operator.output();
        return operator;
    }

    private void mean() throws Refusal {
        Operator mean = next(TfliteGraph.MEAN, "mean");
        Tensor axes = graph.tensor(mean.input(1), mean.entry());
        requireType(axes, TfliteGraph.INT32);
        int[] found = axes.data(2, Integer.BYTES).ints();
        Refusal.require(
                Arrays.equals(found, new int[] {1, 2}),
                axes.entry(),
                Arrays.toString(found),
                "the axes must be [1, 2]");
    }

    private YamnetWeights.OfLayer layer(YamnetLayer layer) throws Refusal {
        Operator operator = next(code(layer.kind()), layer.name());
        checkOptions(layer, operator);
        float[] values = values(layer, graph.tensor(operator.input(1), operator.entry()));
        Tensor bias = graph.tensor(operator.input(2), operator.entry());
        requireType(bias, TfliteGraph.FLOAT32);
        bias.requireShape(layer.outputs());
        return new YamnetWeights.OfLayer(layer, values, finite(bias, bias.data(layer.outputs(), Float.BYTES)));
    }

    private static int code(Kind kind) {
        return switch (kind) {
            case CONVOLUTION, POINTWISE -> TfliteGraph.CONV_2D;
            case DEPTHWISE -> TfliteGraph.DEPTHWISE_CONV_2D;
            case DENSE -> TfliteGraph.FULLY_CONNECTED;
        };
    }

    private static void checkOptions(YamnetLayer layer, Operator operator) throws Refusal {
        switch (layer.kind()) {
            case CONVOLUTION, POINTWISE -> {
                Table options = operator.options(CONV_OPTIONS);
                checkWindow(layer, operator, options);
                equal(operator, "the activation", options.byteAt(3, NO_ACTIVATION), RELU);
                equal(operator, "the dilation of columns", options.intAt(4, 1), 1);
                equal(operator, "the dilation of rows", options.intAt(5, 1), 1);
            }
            case DEPTHWISE -> {
                Table options = operator.options(DEPTHWISE_OPTIONS);
                checkWindow(layer, operator, options);
                equal(operator, "the depth multiplier", options.intAt(3, 0), 1);
                equal(operator, "the activation", options.byteAt(4, NO_ACTIVATION), RELU);
                equal(operator, "the dilation of columns", options.intAt(5, 1), 1);
                equal(operator, "the dilation of rows", options.intAt(6, 1), 1);
            }
            case DENSE -> {
                Table options = operator.options(DENSE_OPTIONS);
                equal(operator, "the activation", options.byteAt(0, NO_ACTIVATION), NO_ACTIVATION);
                equal(operator, "the format of the weights", options.byteAt(1, 0), 0);
            }
        }
    }

    private static void checkWindow(YamnetLayer layer, Operator operator, Table options) throws Refusal {
        equal(operator, "the padding", options.byteAt(0, SAME), SAME);
        equal(operator, "the stride over columns", options.intAt(1, 0), layer.stride());
        equal(operator, "the stride over rows", options.intAt(2, 0), layer.stride());
    }

    private static void equal(Operator operator, String name, int found, int expected) throws Refusal {
        Refusal.require(found == expected, operator.entry(), found, "%s must be %d", name, expected);
    }

    private static float[] values(YamnetLayer layer, Tensor tensor) throws Refusal {
        tensor.requireShape(layer.fileShape());
        if (tensor.type() == TfliteGraph.FLOAT32) {
            return finite(tensor, tensor.data(layer.weights(), Float.BYTES));
        }
        requireType(tensor, TfliteGraph.INT8);
        return dequantised(layer, tensor);
    }

    private static float[] dequantised(YamnetLayer layer, Tensor tensor) throws Refusal {
        float[] scales = scales(layer, tensor);
        Vector data = tensor.data(layer.weights(), Byte.BYTES);
        int block = layer.kind() == Kind.DEPTHWISE ? 1 : layer.weights() / layer.outputs();
        float[] values = new float[data.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.byteAt(i) * scales[i / block % scales.length];
            Refusal.require(Float.isFinite(values[i]), tensor.entry(), values[i], "values times scales must be finite");
        }
        return values;
    }

    private static float[] scales(YamnetLayer layer, Tensor tensor) throws Refusal {
        Refusal.require(tensor.quantised(), tensor.entry(), "none", "int8 weights must have scales");
        Table quantisation = tensor.quantisation();
        Vector scales = quantisation.vector(2, Float.BYTES);
        int count = scales.length();
        Refusal.require(
                count == 1 || count == layer.outputs(),
                tensor.entry(),
                count,
                "scales must be 1 or %d",
                layer.outputs());
        int axis = quantisation.intAt(6, 0);
        Refusal.require(
                count == 1 || axis == layer.channelAxis(),
                tensor.entry(),
                axis,
                "the axis of the scales must be %d",
                layer.channelAxis());
        requireZeroPoints(tensor, quantisation.vector(3, Long.BYTES));
        float[] values = finite(tensor, scales);
        for (float scale : values) {
            Refusal.require(scale > 0, tensor.entry(), scale, "scales must be above 0");
        }
        return values;
    }

    private static void requireZeroPoints(Tensor tensor, Vector zeroPoints) throws Refusal {
        for (int i = 0; i < zeroPoints.length(); i++) {
            Refusal.require(zeroPoints.longAt(i) == 0, tensor.entry(), zeroPoints.longAt(i), "zero points must be 0");
        }
    }

    private static void requireType(Tensor tensor, int expected) throws Refusal {
        Refusal.require(
                tensor.type() == expected,
                tensor.entry(),
                tensor.type(),
                "the type of the values must be %d",
                expected);
    }

    private static float[] finite(Tensor tensor, Vector data) throws Refusal {
        float[] values = new float[data.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.floatAt(i);
            Refusal.require(Float.isFinite(values[i]), tensor.entry(), values[i], "values must be finite");
        }
        return values;
    }
}
