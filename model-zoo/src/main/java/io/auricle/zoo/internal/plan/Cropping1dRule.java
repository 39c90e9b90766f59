package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** Cropping1D: the ends of a sequence are cut off, features first. */
final class Cropping1dRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        int[] around = layer.pair("cropping", 0, Need.MOST_UNITS);
        long steps = in.dim(1) - around[0] - around[1];
        require(steps >= 1, layer.entry(), in, "%s must read more than it cuts off", layer.place());
        return new Result(in.withDim(1, steps), 0);
    }
}
