package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** Subsampling1DLayer: pooling along time, features first. */
final class Subsampling1dRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        layer.text("poolingType", Set.of("AVG", "MAX", "PNORM"));
        return new Result(in.withDim(1, Sliding.steps(layer, in, 1)), 0);
    }
}
