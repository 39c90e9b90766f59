package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** Convolution1DLayer: kernels along time. */
final class Convolution1dRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        boolean featuresFirst = Sequences.featuresFirst(layer, "rnnDataFormat");
        long channels = in.dim(featuresFirst ? 0 : 1);
        long filters = Need.units(layer, channels);
        long steps = Sliding.steps(layer, in, featuresFirst ? 1 : 0);
        int[] kernel = layer.pair("kernelSize", 1, Need.MOST_KERNEL);
        long weights = channels * filters * kernel[0];
        Shape out = Sequences.of(in, featuresFirst, filters, steps);
        return new Result(out, weights + (layer.flag("hasBias") ? filters : 0));
    }
}
