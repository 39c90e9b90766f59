package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** TimeDistributed: a dense layer at each step. */
final class TimeDistributedRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        boolean featuresFirst = Sequences.featuresFirst(layer, "rnnDataFormat");
        JsonReader under = layer.object("underlying");
        under.text(KnownClasses.KEY, Set.of(KnownClasses.LAYER + "DenseLayer"));
        Result step = new DenseRule().apply(under, in.withDims(in.dim(featuresFirst ? 0 : 1)));
        long steps = in.dim(featuresFirst ? 1 : 0);
        return new Result(Sequences.of(in, featuresFirst, step.shape().dim(0), steps), step.parameters());
    }
}
