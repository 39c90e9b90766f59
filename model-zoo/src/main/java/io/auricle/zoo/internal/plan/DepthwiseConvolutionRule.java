package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** DepthwiseConvolution2D: kernels of one channel each. */
final class DepthwiseConvolutionRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        long filters = Need.units(layer, in.dim(0));
        int[] kernel = layer.pair("kernelSize", 1, Need.MOST_KERNEL);
        long multiplier = layer.integer("depthMultiplier", 1, Need.MOST_UNITS);
        require(
                filters == in.dim(0) * multiplier,
                layer.entry(),
                filters,
                "%s.nout must be %d channels times depthMultiplier %d",
                layer.place(),
                in.dim(0),
                multiplier);
        long weights = filters * kernel[0] * kernel[1];
        return new Result(Sliding.picture(layer, in, filters), weights + (layer.flag("hasBias") ? filters : 0));
    }
}
