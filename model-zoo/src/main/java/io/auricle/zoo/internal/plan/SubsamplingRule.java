package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** SubsamplingLayer: pooling in a sliding window. */
final class SubsamplingRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.picture(layer, in);
        layer.text("poolingType", Set.of("AVG", "MAX", "PNORM"));
        return new Result(Sliding.picture(layer, in, in.dim(0)), 0);
    }
}
