package io.auricle.zoo.yamnet;

import java.util.ArrayList;
import java.util.List;

/**
 * One layer of the table of YAMNet: what a file must hold for it, and what it is called in a graph.
 *
 * @param name    kind and number, such as {@code depthwise2}
 * @param kind    what it computes
 * @param stride  step over bands and frames alike
 * @param inputs  channels in
 * @param outputs channels out
 */
record YamnetLayer(String name, Kind kind, int stride, int inputs, int outputs) {
    static final int CLASSES = 521;
    static final int EMBEDDING = 1024;

    private static final int KERNEL = 3;
    private static final int FIRST_FILTERS = 32;
    private static final int[] FILTERS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, EMBEDDING};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

    enum Kind {
        CONVOLUTION,
        DEPTHWISE,
        POINTWISE,
        DENSE
    }

    /** {@return the 28 layers with weights, in the order in which they run} */
    static List<YamnetLayer> all() {
        List<YamnetLayer> layers = new ArrayList<>();
        layers.add(new YamnetLayer("conv1", Kind.CONVOLUTION, 2, 1, FIRST_FILTERS));
        int channels = FIRST_FILTERS;
        for (int i = 0; i < FILTERS.length; i++) {
            layers.add(new YamnetLayer("depthwise" + (i + 2), Kind.DEPTHWISE, STRIDES[i], channels, channels));
            layers.add(new YamnetLayer("pointwise" + (i + 2), Kind.POINTWISE, 1, channels, FILTERS[i]));
            channels = FILTERS[i];
        }
        layers.add(new YamnetLayer("scores", Kind.DENSE, 1, channels, CLASSES));
        return List.copyOf(layers);
    }

    int kernel() {
        return kind == Kind.CONVOLUTION || kind == Kind.DEPTHWISE ? KERNEL : 1;
    }

    /** {@return the shape of the weights in a TFLite file, whose rows are time and whose channels come last} */
    int[] fileShape() {
        return switch (kind) {
            case CONVOLUTION, POINTWISE -> new int[] {outputs, kernel(), kernel(), inputs};
            case DEPTHWISE -> new int[] {1, kernel(), kernel(), outputs};
            case DENSE -> new int[] {outputs, inputs};
        };
    }

    /** {@return the axis of {@link #fileShape} that has one scale per element} */
    int channelAxis() {
        return kind == Kind.DEPTHWISE ? KERNEL : 0;
    }

    /** {@return the shape of the weights in a graph of DL4J, whose rows are bands and whose columns are frames} */
    long[] graphShape() {
        return switch (kind) {
            case CONVOLUTION, POINTWISE -> new long[] {outputs, inputs, kernel(), kernel()};
            case DEPTHWISE -> new long[] {kernel(), kernel(), outputs, 1};
            case DENSE -> new long[] {inputs, outputs};
        };
    }

    int weights() {
        int count = 1;
        for (int size : fileShape()) {
            count *= size;
        }
        return count;
    }
}
