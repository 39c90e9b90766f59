package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;

/**
 * Where in a network a {@link Rule} works.
 *
 * @param plan   takes the operations
 * @param vertex the vertex
 * @param conf   configuration of the layer, vertex or preprocessor
 * @param layer  the layer that holds the parameters; null at a vertex or preprocessor
 * @param inputs what it reads
 * @param <C>    kind of the configuration
 */
record Site<C>(Lowering plan, Vertex vertex, C conf, Layer layer, List<Op> inputs) {
    String name() {
        return vertex.name();
    }

    /** The only input, or the first. */
    Op input() {
        return inputs.get(0);
    }

    Op[] operands() {
        return inputs.toArray(Op[]::new);
    }

    <T extends Op> T add(T op) {
        return plan.add(op);
    }

    /** Another configuration at the same place, such as that of a layer inside this one. */
    <D> Site<D> with(D other) {
        return new Site<>(plan, vertex, other, layer, inputs);
    }

    void unless(boolean supported, String reason) {
        Unsupported.unless(supported, name(), reason);
    }

    /** The input behind the layer's dropout, if it has any; a layer with weight noise is refused. */
    Op dropped(org.deeplearning4j.nn.conf.layers.Layer of) {
        unless(!(of instanceof BaseLayer base) || base.getWeightNoise() == null, "weight noise");
        return of.getIDropout() == null
                ? input()
                : add(new DropoutOp(
                        name(), input(), of.getIDropout(), plan.ops().size()));
    }

    /** An operation followed by an activation function. */
    Op activated(Op op, IActivation activation) {
        Eltwise function = Eltwise.of(name(), activation);
        return function == null ? op : add(new ActivationOp(name(), op, function));
    }
}
