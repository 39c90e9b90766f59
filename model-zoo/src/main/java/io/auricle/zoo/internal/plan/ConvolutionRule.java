package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** ConvolutionLayer: kernels over all channels. */
final class ConvolutionRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        long filters = Need.units(layer, in.dim(0));
        int[] kernel = layer.pair("kernelSize", 1, Need.MOST_KERNEL);
        long weights = in.dim(0) * filters * kernel[0] * kernel[1];
        return new Result(Sliding.picture(layer, in, filters), weights + (layer.flag("hasBias") ? filters : 0));
    }
}
