package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Add, Subtract, Multiply, Average, Maximum, and Concatenate. */
final class Merging {
    private Merging() {}

    static LayerKind of(ElementWiseVertex.Op op) {
        return call -> elementWise(call, op);
    }

    private static Tensor elementWise(Call call, ElementWiseVertex.Op op) throws IOException {
        LayerOptions options = call.options();
        List<Tensor> inputs = call.inputs();
        options.supported(inputs.size() >= 2, "it must read at least two tensors");
        for (Tensor t : inputs) {
            boolean same = Arrays.equals(t.shape(), inputs.get(0).shape());
            options.supported(
                    same,
                    "its inputs differ in shape: "
                            + Arrays.toString(inputs.get(0).shape()) + " and " + Arrays.toString(t.shape()));
        }
        List<Tensor> aligned = inputs;
        if (!inputs.stream().allMatch(t -> pattern(t, -1).equals(pattern(inputs.get(0), -1)))) {
            aligned = inOneOrder(call, inputs, inputs.get(0).rank() - 1);
        }
        String[] names = aligned.stream().map(Tensor::vertex).toArray(String[]::new);
        return aligned.get(0).at(call.drawing().add(call.vertex(), new ElementWiseVertex(op), names));
    }

    static Tensor concatenate(Call call) throws IOException {
        LayerOptions options = call.options();
        List<Tensor> inputs = call.inputs();
        options.supported(inputs.size() >= 2, "it must read at least two tensors");
        int rank = inputs.get(0).rank();
        int axis = call.axis(options.get("axis").asInt(-1), rank);
        long length = 0;
        for (Tensor t : inputs) {
            require(t.rank() == rank, options.place(), t.rank(), "inputs must all have %d axes", rank);
            long[] wanted = inputs.get(0).shape();
            wanted[axis] = t.size(axis);
            require(
                    Arrays.equals(t.shape(), wanted),
                    options.place(),
                    Arrays.toString(t.shape()),
                    "inputs must be alike but for axis %d",
                    axis + 1);
            options.supported(t.size(axis) != Atom.OPEN, "the lengths that it joins must be fixed in the model");
            length += t.size(axis);
        }
        boolean ready = inputs.stream()
                .allMatch(t -> isFirst(t, axis) && pattern(t, axis).equals(pattern(inputs.get(0), axis)));
        List<Tensor> aligned = ready ? inputs : inOneOrder(call, inputs, axis);
        String[] names = aligned.stream().map(Tensor::vertex).toArray(String[]::new);
        String vertex = call.drawing().add(call.vertex(), new MergeVertex(), names);
        Tensor first = aligned.get(0);
        List<Atom> wide = Tensor.axis(length);
        List<List<Atom>> keras = new ArrayList<>(first.keras());
        keras.set(axis, wide);
        List<List<Atom>> physical = new ArrayList<>(first.physical());
        physical.set(0, wide);
        return new Tensor(vertex, keras, physical);
    }

    private static boolean isFirst(Tensor t, int axis) {
        return t.physical().get(0).equals(t.keras().get(axis));
    }

    /** All arrays as [axis | rest], each in Keras's order. */
    private static List<Tensor> inOneOrder(Call call, List<Tensor> inputs, int axis) throws IOException {
        List<Tensor> arranged = new ArrayList<>();
        for (Tensor t : inputs) {
            arranged.add(
                    t.rank() == 1
                            ? call.arranged(t, Group.exact(t.keras().get(0)))
                            : call.arranged(t, Group.exact(t.keras().get(axis)), Group.exact(t.without(axis))));
        }
        return arranged;
    }

    /** The array's axes as places in Keras's axes, so that two tensors can be compared; one axis may differ in length. */
    private static List<List<String>> pattern(Tensor t, int free) {
        List<List<String>> pattern = new ArrayList<>();
        for (List<Atom> axis : t.physical()) {
            List<String> places = new ArrayList<>();
            for (Atom atom : axis) {
                for (int k = 0; k < t.rank(); k++) {
                    int at = t.keras().get(k).indexOf(atom);
                    if (at >= 0 && k != free) {
                        places.add(k + "." + at + ":" + atom.size());
                    }
                }
            }
            pattern.add(places);
        }
        return pattern;
    }
}
