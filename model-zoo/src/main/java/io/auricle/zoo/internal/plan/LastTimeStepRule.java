package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** LastTimeStep: the last step of a recurrent layer. */
final class LastTimeStepRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        JsonReader under = layer.object("underlying");
        Result all = Sequences.recurrent(under, in);
        int axis = Sequences.featuresFirst(under, "rnnDataFormat") ? 0 : 1;
        return new Result(in.withDims(all.shape().dim(axis)), all.parameters());
    }
}
