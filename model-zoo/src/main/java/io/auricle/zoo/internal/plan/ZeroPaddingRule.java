package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** ZeroPaddingLayer: zeros around a picture. */
final class ZeroPaddingRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        layer.text("dataFormat", Set.of("NCHW"));
        int[] around = layer.integers("padding", 4, 0, Need.MOST_KERNEL);
        return new Result(
                in.withDims(in.dim(0), in.dim(1) + around[0] + around[1], in.dim(2) + around[2] + around[3]), 0);
    }
}
