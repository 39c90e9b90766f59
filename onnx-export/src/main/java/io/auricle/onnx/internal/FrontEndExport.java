package io.auricle.onnx.internal;

import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelFilterBank;
import io.auricle.features.Padding;
import io.auricle.features.StftConfig;
import io.auricle.zoo.model.AxisOrder;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.Standardizer;
import java.util.Map;

/** A front end as ONNX operators: samples of one or several windows to what the network reads. */
public final class FrontEndExport {
    private static final float TEN_PER_LN10 = (float) (10 / Math.log(10));
    private static final float NEPER_PER_DB = (float) (Math.log(10) / 10);

    private final OnnxGraph graph;
    private final String name;
    private final FrontEnd frontEnd;

    private FrontEndExport(OnnxGraph graph, String name, FrontEnd frontEnd) {
        this.graph = graph;
        this.name = name;
        this.frontEnd = frontEnd;
    }

    /**
     * How many samples an example of an input has.
     *
     * @param input with a front end
     * @return the samples from the first of its first window to the last of its last
     */
    public static long samples(ModelInput input) {
        FrontEnd frontEnd = input.frontEnd().orElseThrow();
        return frontEnd.windowSamples() + (input.windows() - 1L) * frontEnd.hopSamples();
    }

    /**
     * Adds the operators.
     *
     * @param graph   where to
     * @param input   with a front end
     * @param samples {@code [N, samples]}, mono, at the front end's rate
     * @return what the network reads
     */
    public static Value export(OnnxGraph graph, ModelInput input, Value samples) {
        FrontEnd frontEnd = input.frontEnd().orElseThrow();
        FrontEndExport export = new FrontEndExport(graph, input.name() + "-front-end", frontEnd);
        Value windows = export.windows(samples, input.windows());
        Value bands = export.logarithm(export.mel(export.power(export.padded(windows))));
        return export.ordered(export.standardized(bands, input.standardizer()), input);
    }

    private Value op(String type, String part, int rank, Map<String, ?> attributes, String... inputs) {
        return graph.node(type, name + "-" + part, rank, attributes, inputs);
    }

    private String number(String part, double value) {
        return graph.constant(name + "-" + part, new float[] {(float) value});
    }

    /** One row for each window. */
    private Value windows(Value samples, int count) {
        if (count == 1) {
            return samples;
        }
        String[] rows = new String[count];
        for (int i = 0; i < count; i++) {
            long start = (long) i * frontEnd.hopSamples();
            Value part = op(
                    "Slice",
                    "window",
                    2,
                    Map.of(),
                    samples.name(),
                    graph.integers(name + "-starts", start),
                    graph.integers(name + "-ends", start + frontEnd.windowSamples()),
                    graph.integers(name + "-axes", 1));
            rows[i] = op("Unsqueeze", "row", 3, Map.of(), part.name(), graph.integers(name + "-axis", 1))
                    .name();
        }
        Value all = op("Concat", "windows", 3, Map.of("axis", 1L), rows);
        return op(
                "Reshape",
                "rows",
                2,
                Map.of(),
                all.name(),
                graph.integers(name + "-shape", -1, frontEnd.windowSamples()));
    }

    /** Margins on both sides, and zeros behind where the window is shorter than the transform and stands before them. */
    private Value padded(Value windows) {
        StftConfig stft = frontEnd.mel().stft();
        long margin = stft.padding() == Padding.NONE ? 0 : stft.fftSize() / 2;
        Value wide = windows;
        if (margin > 0) {
            String mode = stft.padding() == Padding.REFLECT ? "reflect" : "constant";
            wide = op(
                    "Pad",
                    "margins",
                    2,
                    Map.of("mode", mode),
                    windows.name(),
                    graph.integers(name + "-pads", 0, margin, 0, margin));
        }
        long behind = stft.fftSize() - stft.frameSamples();
        return behind == 0
                ? wide
                : op(
                        "Pad",
                        "behind",
                        2,
                        Map.of("mode", "constant"),
                        wide.name(),
                        graph.integers(name + "-zeros", 0, 0, 0, behind));
    }

    /** [rows, frames, bins]. */
    private Value power(Value windows) {
        StftConfig stft = frontEnd.mel().stft();
        Value signal = op("Unsqueeze", "signal", 3, Map.of(), windows.name(), graph.integers(name + "-last", 2));
        Value spectra = op(
                "STFT",
                "stft",
                4,
                Map.of("onesided", 1L),
                signal.name(),
                graph.integer(name + "-hop", stft.hopLength()),
                graph.constant(name + "-taper", taper(stft), stft.fftSize()),
                graph.integer(name + "-frame", stft.fftSize()));
        Value power = op("ReduceSumSquare", "power", 3, Map.of("axes", new long[] {3}, "keepdims", 0L), spectra.name());
        if (stft.power() == 2) {
            return power;
        }
        return stft.power() == 1
                ? op("Sqrt", "magnitude", 3, Map.of(), power.name())
                : op("Pow", "exponent", 3, Map.of(), power.name(), number("half", stft.power() / 2));
    }

    private static float[] taper(StftConfig stft) {
        double[] window = stft.window().values(stft.windowLength());
        int before = stft.zeroFill() == StftConfig.ZeroFill.BEHIND ? 0 : (stft.fftSize() - stft.windowLength()) / 2;
        float[] taper = new float[stft.fftSize()];
        for (int i = 0; i < window.length; i++) {
            taper[before + i] = (float) window[i];
        }
        return taper;
    }

    /** [rows, bands, frames]. */
    private Value mel(Value power) {
        float[][] weights = MelFilterBank.of(frontEnd.mel()).weights();
        int bins = weights[0].length;
        float[] matrix = new float[bins * weights.length];
        for (int band = 0; band < weights.length; band++) {
            for (int bin = 0; bin < bins; bin++) {
                matrix[bin * weights.length + band] = weights[band][bin];
            }
        }
        Value frames = op(
                "MatMul",
                "mel",
                3,
                Map.of(),
                power.name(),
                graph.constant(name + "-matrix", matrix, bins, weights.length));
        return op("Transpose", "bands", 3, Map.of("perm", new long[] {0, 2, 1}), frames.name());
    }

    private Value logarithm(Value mel) {
        DecibelConfig config = frontEnd.decibels();
        Value power = config.offset() > 0
                ? op("Add", "offset", 3, Map.of(), mel.name(), number("more", config.offset()))
                : mel;
        String least = number("least", config.amin());
        boolean relative = config.reference() instanceof DecibelConfig.Max;
        Value loudest = relative || config.topDb().isPresent() ? decibels("loudest", max(power), least) : null;
        Value level = decibels("level", power, least);
        double zero = config.reference() instanceof DecibelConfig.Value value
                ? 10 * Math.log10(Math.max((float) config.amin(), (float) value.power()))
                : 0;
        Value db = relative
                ? op("Sub", "relative", 3, Map.of(), level.name(), loudest.name())
                : op("Sub", "relative", 3, Map.of(), level.name(), number("zero", zero));
        if (config.topDb().isPresent()) {
            double under = config.topDb().getAsDouble() + zero;
            Value floor = relative ? null : op("Sub", "floor", 3, Map.of(), loudest.name(), number("top", under));
            String limit = relative ? number("top", -config.topDb().getAsDouble()) : floor.name();
            db = op("Max", "limited", 3, Map.of(), db.name(), limit);
        }
        return config.scale() == DecibelConfig.Scale.NATURAL_LOG
                ? op("Mul", "natural", 3, Map.of(), db.name(), number("unit", NEPER_PER_DB))
                : db;
    }

    private Value max(Value power) {
        return op("ReduceMax", "max", 3, Map.of("axes", new long[] {1, 2}, "keepdims", 1L), power.name());
    }

    private Value decibels(String part, Value power, String least) {
        Value safe = op("Max", part + "-safe", 3, Map.of(), power.name(), least);
        Value log = op("Log", part + "-log", 3, Map.of(), safe.name());
        return op("Mul", part, 3, Map.of(), log.name(), number(part + "-unit", TEN_PER_LN10));
    }

    private Value standardized(Value bands, Standardizer standardizer) {
        if (standardizer.mean() == 0 && standardizer.standardDeviation() == 1) {
            return bands;
        }
        Value centred = op("Sub", "centred", 3, Map.of(), bands.name(), number("mean", standardizer.mean()));
        return op(
                "Mul",
                "standardized",
                3,
                Map.of(),
                centred.name(),
                number("scale", 1 / standardizer.standardDeviation()));
    }

    private Value ordered(Value bands, ModelInput input) {
        AxisOrder order = input.order();
        if (!order.holdsWindows()) {
            return order == AxisOrder.BANDS_FRAMES
                    ? bands
                    : op("Transpose", "ordered", 3, Map.of("perm", new long[] {0, 2, 1}), bands.name());
        }
        String shape =
                graph.integers(name + "-picture-shape", -1, input.windows(), frontEnd.bands(), frontEnd.frames());
        Value picture = op("Reshape", "picture", 4, Map.of(), bands.name(), shape);
        long[] axes =
                switch (order) {
                    case WINDOWS_FRAMES_BANDS -> new long[] {0, 1, 3, 2};
                    case BANDS_FRAMES_WINDOWS -> new long[] {0, 2, 3, 1};
                    case FRAMES_BANDS_WINDOWS -> new long[] {0, 3, 2, 1};
                    default -> new long[0];
                };
        return axes.length == 0 ? picture : op("Transpose", "ordered", 4, Map.of("perm", axes), picture.name());
    }
}
