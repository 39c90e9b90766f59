package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** Cropping2D: the edges of a picture are cut off. */
final class CroppingRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        layer.text("dataFormat", Set.of("NCHW"));
        int[] around = layer.integers("cropping", 4, 0, Need.MOST_UNITS);
        Shape out = in.withDims(in.dim(0), in.dim(1) - around[0] - around[1], in.dim(2) - around[2] - around[3]);
        require(
                out.dim(1) >= 1 && out.dim(2) >= 1,
                layer.entry(),
                in,
                "%s must read more than it cuts off",
                layer.place());
        return new Result(out, 0);
    }
}
