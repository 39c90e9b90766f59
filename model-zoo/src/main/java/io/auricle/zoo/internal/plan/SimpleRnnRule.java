package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** SimpleRnn: one gate. */
final class SimpleRnnRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        Need.off(layer, "hasLayerNorm");
        boolean featuresFirst = Sequences.featuresFirst(layer, "rnnDataFormat");
        long features = in.dim(featuresFirst ? 0 : 1);
        long units = Need.units(layer, features);
        Shape out = Sequences.of(in, featuresFirst, units, in.dim(featuresFirst ? 1 : 0));
        return new Result(out, units * (features + units + 1));
    }
}
