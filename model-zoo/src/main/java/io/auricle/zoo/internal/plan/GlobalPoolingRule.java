package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** GlobalPoolingLayer: over height and width, or over time. */
final class GlobalPoolingRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        require(in.rank() >= 2, layer.entry(), in, "%s must read a picture or steps in time", layer.place());
        layer.text("poolingType", Set.of("AVG", "MAX", "SUM", "PNORM"));
        require(
                layer.flag("collapseDimensions"),
                layer.entry(),
                "false",
                "%s.collapseDimensions must be true",
                layer.place());
        if (in.rank() == 3) {
            int[] axes = layer.integersOrNone("poolingDimensions", 2, 2, 3);
            require(
                    axes.length == 0 || axes.length == 2 && axes[0] != axes[1],
                    layer.entry(),
                    axes.length,
                    "%s.poolingDimensions must be null, or 2 and 3",
                    layer.place());
            return new Result(in.withDims(in.dim(0)), 0);
        }
        int[] axes = layer.integersOrNone("poolingDimensions", 1, 1, 2);
        return new Result(in.withDims(in.dim(axes.length == 1 && axes[0] == 1 ? 1 : 0)), 0);
    }
}
