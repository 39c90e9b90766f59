package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** OutputLayer: a dense layer with a loss. */
final class OutputRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        return DenseRule.affine(layer, in);
    }
}
