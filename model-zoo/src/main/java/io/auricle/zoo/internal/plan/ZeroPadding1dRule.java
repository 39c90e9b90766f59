package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** ZeroPadding1DLayer: zeros before and after a sequence, features first. */
final class ZeroPadding1dRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        int[] around = layer.pair("padding", 0, Need.MOST_KERNEL);
        return new Result(in.withDim(1, in.dim(1) + around[0] + around[1]), 0);
    }
}
