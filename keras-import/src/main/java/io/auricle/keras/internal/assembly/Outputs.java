package io.auricle.keras.internal.assembly;

import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.Drawing.Vertex;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** The end of the graph: the answer in Keras's order, and an output layer with a loss, so that one can train on. */
final class Outputs {
    private Outputs() {}

    static Tensor inKerasOrder(Drawing drawing, Tensor t) throws IOException {
        Group[] axes = t.keras().stream().map(Group::exact).toArray(Group[]::new);
        Tensor arranged = drawing.arrange(t, axes);
        if (arranged == null) {
            throw new Unsupported(t.vertex(), "output", "its axes lie in an order that no stock vertex can exchange");
        }
        return t.rank() == 1 ? withLoss(drawing, arranged) : arranged;
    }

    /** A last dense layer becomes the output layer; after another layer a loss alone is added. */
    private static Tensor withLoss(Drawing drawing, Tensor t) throws IOException {
        Map<String, Vertex> vertices = drawing.vertices();
        Vertex last = vertices.get(t.vertex());
        if (last.layer() instanceof DenseLayer dense) {
            vertices.put(t.vertex(), new Vertex(output(dense, dense.getActivationFn()), null, last.inputs()));
            return t;
        }
        if (last.layer() instanceof ActivationLayer activation) {
            String before = last.inputs().get(0);
            Vertex dense = vertices.get(before);
            boolean only = vertices.values().stream()
                            .filter(v -> v.inputs().contains(before))
                            .count()
                    == 1;
            if (only
                    && dense.layer() instanceof DenseLayer layer
                    && layer.getActivationFn() instanceof ActivationIdentity) {
                return joined(vertices, t, before, output(layer, activation.getActivationFn()));
            }
            IActivation function = activation.getActivationFn();
            vertices.put(
                    t.vertex(),
                    new Vertex(
                            new LossLayer.Builder(loss(function))
                                    .activation(function)
                                    .build(),
                            null,
                            last.inputs()));
            return t;
        }
        IActivation identity = new ActivationIdentity();
        return t.at(drawing.add(
                t.vertex() + "-output",
                new LossLayer.Builder(new LossMSE()).activation(identity).build(),
                t.vertex()));
    }

    /** The activation goes into the dense layer, whose vertex keeps its name, so that the weights find it. */
    private static Tensor joined(Map<String, Vertex> vertices, Tensor t, String dense, Layer output) {
        Vertex old = vertices.get(dense);
        Map<String, Vertex> kept = new LinkedHashMap<>(vertices);
        kept.remove(t.vertex());
        kept.put(dense, new Vertex(output, null, old.inputs()));
        vertices.clear();
        vertices.putAll(kept);
        return t.at(dense);
    }

    private static OutputLayer output(DenseLayer dense, IActivation activation) {
        return new OutputLayer.Builder(loss(activation))
                .nIn(dense.getNIn())
                .nOut(dense.getNOut())
                .hasBias(dense.hasBias())
                .activation(activation)
                .build();
    }

    private static ILossFunction loss(IActivation activation) {
        if (activation instanceof ActivationSoftmax) {
            return new LossMCXENT();
        }
        return activation instanceof ActivationSigmoid ? new LossBinaryXENT() : new LossMSE();
    }
}
