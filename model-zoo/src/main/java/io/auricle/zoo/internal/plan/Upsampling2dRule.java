package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** Upsampling2D: each value becomes a block. */
final class Upsampling2dRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        layer.text("format", Set.of("NCHW"));
        int[] size = layer.pair("size", 1, Need.MOST_KERNEL);
        return new Result(in.withDims(in.dim(0), in.dim(1) * size[0], in.dim(2) * size[1]), 0);
    }
}
