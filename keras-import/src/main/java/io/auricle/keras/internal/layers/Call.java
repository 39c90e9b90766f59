package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.LayerPath;
import io.auricle.keras.internal.graph.Tensor;
import io.auricle.keras.internal.graph.WeightNeed;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import java.io.IOException;
import java.util.List;

/**
 * One use of a layer.
 *
 * @param path     the layer's place in the model
 * @param options  its options; those of the inner layer under a wrapper
 * @param vertex   name for the vertex
 * @param inputs   what it reads
 * @param drawing  where it draws
 * @param overTime whether the layer is used on each time step, which is then Keras's first axis
 * @param parts    where Keras 3 keeps the weights of the inner layer of a wrapper, outermost first
 */
record Call(
        LayerPath path,
        LayerOptions options,
        String vertex,
        List<Tensor> inputs,
        Drawing drawing,
        boolean overTime,
        List<String> parts) {

    /** The one input. */
    Tensor input() throws IOException {
        options.supported(inputs.size() == 1, "it must read one tensor, got " + inputs.size());
        return inputs.get(0);
    }

    /** The one input, of a rank, the time steps of a wrapper not counted. */
    Tensor input(int rank) throws IOException {
        Tensor t = input();
        int got = t.rank() - (overTime ? 1 : 0);
        require(got == rank, options.place(), got, "input must have %d axes beside the batch", rank);
        return t;
    }

    void need(List<Role> roles, WeightNeed.Fill fill) throws IOException {
        List<Role> placed = roles.stream().map(this::placed).toList();
        drawing.need(new WeightNeed(path, placed, fill));
    }

    private Role placed(Role role) {
        Role inner = role;
        for (int i = parts.size() - 1; i >= 0; i--) {
            inner = inner.in(parts.get(i));
        }
        return inner;
    }

    Unsupported refuse(String reason) {
        return new Unsupported(options.layer(), options.kind(), reason);
    }

    /** Brings an array into groups, or refuses the layer. */
    Tensor arranged(Tensor t, Group... groups) throws IOException {
        Tensor arranged = drawing.arrange(t, groups);
        options.supported(arranged != null, "its input's axes lie in an order that no stock vertex can exchange");
        return arranged;
    }

    /** Index of the axis that Keras means by a number, which may count from the end and counts the batch. */
    int axis(int keras, int rank) throws IOException {
        int index = keras < 0 ? rank + keras : keras - 1;
        require(index >= 0 && index < rank, options.place(), keras, "axis must be one of %d", rank);
        return index;
    }

    /** The array as [axis | rest], with as few reshapes as possible; the rest is two axes, so that pictures fit. */
    Tensor channelsFirst(Tensor t, int axis) throws IOException {
        List<Atom> channels = t.keras().get(axis);
        List<List<Atom>> now = t.physical();
        boolean fits = now.size() == 3 && now.get(0).size() == channels.size() && channels.containsAll(now.get(0));
        return fits ? t : arranged(t, Group.any(channels), Group.any(List.of()), Group.any(t.without(axis)));
    }

    boolean channelsFirst() throws IOException {
        String format = options.word("channels_last", "data_format");
        boolean known = format.equals("channels_last") || format.equals("channels_first");
        require(known, options.place(), format, "data_format must be channels_last or channels_first");
        return format.equals("channels_first");
    }
}
