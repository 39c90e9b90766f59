package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** DenseLayer. */
final class DenseRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.off(layer, "hasLayerNorm");
        return affine(layer, in);
    }

    static Result affine(JsonReader layer, Shape in) throws Refusal {
        Need.row(layer, in);
        long units = Need.units(layer, in.dim(0));
        return new Result(in.withDims(units), in.dim(0) * units + (layer.flag("hasBias") ? units : 0));
    }
}
