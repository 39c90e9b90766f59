package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** LSTM: four gates. */
final class LstmRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        boolean featuresFirst = Sequences.featuresFirst(layer, "rnnDataFormat");
        long features = in.dim(featuresFirst ? 0 : 1);
        long units = Need.units(layer, features);
        Shape out = Sequences.of(in, featuresFirst, units, in.dim(featuresFirst ? 1 : 0));
        return new Result(out, 4 * units * (features + units + 1));
    }
}
