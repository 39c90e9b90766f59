package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** Bidirectional: a recurrent layer forwards and one backwards. */
final class BidirectionalRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        Need.sequence(layer, in);
        String mode = layer.text("mode", Set.of("CONCAT", "ADD", "MUL", "AVERAGE"));
        Result forward = Sequences.recurrent(layer.object("fwd"), in);
        Result backward = Sequences.recurrent(layer.object("bwd"), in);
        require(
                forward.equals(backward),
                layer.entry(),
                backward.shape(),
                "%s.bwd must be as large as fwd, %s",
                layer.place(),
                forward.shape());
        int axis = Sequences.featuresFirst(layer.object("fwd"), "rnnDataFormat") ? 0 : 1;
        Shape one = forward.shape();
        Shape out = mode.equals("CONCAT") ? one.withDim(axis, 2 * one.dim(axis)) : one;
        return new Result(out, 2 * forward.parameters());
    }
}
