package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers that only count the axes anew: Flatten, Reshape, Permute. The array stays; what reads it brings it into order. */
final class Axes {
    private Axes() {}

    static Tensor flatten(Call call) throws IOException {
        Tensor t = call.input();
        int kept = call.overTime() ? 1 : 0;
        List<List<Atom>> axes = new ArrayList<>(t.keras());
        if (call.channelsFirst() && t.rank() - kept > 1) {
            axes.add(axes.remove(kept)); // Keras brings channels to the end before it flattens
        }
        List<Atom> flat =
                axes.subList(kept, axes.size()).stream().flatMap(List::stream).toList();
        List<List<Atom>> keras = new ArrayList<>(axes.subList(0, kept));
        keras.add(flat);
        return t.withKeras(keras);
    }

    static Tensor permute(Call call) throws IOException {
        Tensor t = call.input();
        LayerOptions options = call.options();
        int kept = call.overTime() ? 1 : 0;
        int[] dims = options.integers("dims", t.rank() - kept, 1);
        boolean each = Arrays.stream(dims).distinct().count() == dims.length
                && Arrays.stream(dims).allMatch(d -> d <= dims.length);
        require(each, options.place(), Arrays.toString(dims), "dims must name each axis once");
        List<List<Atom>> keras = new ArrayList<>(t.keras().subList(0, kept));
        for (int d : dims) {
            keras.add(t.keras().get(kept + d - 1));
        }
        return t.withKeras(keras);
    }

    static Tensor reshape(Call call) throws IOException {
        Tensor t = call.input();
        int kept = call.overTime() ? 1 : 0;
        Tensor inner = new Tensor(t.vertex(), t.keras().subList(kept, t.rank()), t.physical());
        long[] wanted = wanted(call, Tensor.size(inner.inKeras()));
        if (Arrays.equals(wanted, inner.shape())) {
            return t;
        }
        call.options()
                .supported(
                        !t.inKeras().stream().anyMatch(a -> a.size() == Atom.OPEN),
                        "the lengths of its input must be fixed in the model");
        Tensor split = split(t, inner.inKeras(), wanted);
        if (split == null) {
            call.options().supported(kept == 0, "its lengths do not divide those of its input");
            Tensor plain = call.arranged(t, Group.exact(t.inKeras()));
            List<Atom> whole = Tensor.axis(Tensor.size(plain.inKeras()));
            split = split(new Tensor(plain.vertex(), List.of(whole), List.of(whole)), whole, wanted);
        }
        List<List<Atom>> keras = new ArrayList<>(t.keras().subList(0, kept));
        keras.addAll(split.keras());
        return split.withKeras(keras);
    }

    private static long[] wanted(Call call, long values) throws IOException {
        LayerOptions options = call.options();
        JsonNode target = options.get("target_shape");
        require(
                target.isArray() && target.size() <= 6,
                options.place(),
                LayerOptions.shown(target),
                "target_shape must be at most 6 numbers");
        long[] wanted = new long[target.size()];
        long known = 1;
        int open = -1;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = target.get(i).asLong(0);
            boolean fits = wanted[i] >= 1 && wanted[i] <= LayerOptions.MOST || wanted[i] == -1 && open < 0;
            require(
                    fits,
                    options.place(),
                    LayerOptions.shown(target),
                    "target_shape must be lengths, at most one of them -1");
            open = wanted[i] == -1 ? i : open;
            known *= wanted[i] == -1 ? 1 : wanted[i];
            require(known <= 1L << 40, options.place(), LayerOptions.shown(target), "target_shape must be smaller");
        }
        if (open >= 0 && values > 0 && values % known == 0) {
            wanted[open] = values / known;
            known = values;
        }
        boolean same = known == values || values == Atom.OPEN;
        require(same, options.place(), LayerOptions.shown(target), "target_shape must have %d values", values);
        return wanted;
    }

    /** Cuts Keras's atoms at the wanted lengths, dividing atoms where that goes; null where it does not. */
    private static Tensor split(Tensor t, List<Atom> atoms, long[] wanted) {
        List<Atom> left = new ArrayList<>(atoms);
        List<List<Atom>> keras = new ArrayList<>();
        List<List<Atom>> physical = new ArrayList<>(t.physical());
        for (long length : wanted) {
            List<Atom> axis = new ArrayList<>();
            long rest = length;
            while (rest > 1) {
                Atom next = left.remove(0);
                if (rest % next.size() == 0) {
                    axis.add(next);
                    rest /= next.size();
                } else if (next.size() % rest == 0) {
                    Atom outer = new Atom(rest);
                    Atom inner = new Atom(next.size() / rest);
                    physical.replaceAll(a -> replaced(a, next, outer, inner));
                    left.add(0, inner);
                    axis.add(outer);
                    rest = 1;
                } else {
                    return null;
                }
            }
            keras.add(List.copyOf(axis));
        }
        return new Tensor(t.vertex(), keras, physical);
    }

    private static List<Atom> replaced(List<Atom> axis, Atom old, Atom outer, Atom inner) {
        int at = axis.indexOf(old);
        if (at < 0) {
            return axis;
        }
        List<Atom> changed = new ArrayList<>(axis);
        changed.set(at, outer);
        changed.add(at + 1, inner);
        return List.copyOf(changed);
    }
}
