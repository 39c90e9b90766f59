package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** LossLayer: an activation with a loss, without parameters. */
final class LossRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.row(layer, in);
        return new Result(in, 0);
    }
}
