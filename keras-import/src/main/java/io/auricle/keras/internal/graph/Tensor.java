package io.auricle.keras.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a vertex answers, without the batch axis: the axes that Keras means, and the axes of the array. Both consist of the same atoms.
 *
 * @param vertex   name of the vertex
 * @param keras    Keras's axes, each a list of atoms, the last running fastest
 * @param physical the array's axes, likewise
 */
public record Tensor(String vertex, List<List<Atom>> keras, List<List<Atom>> physical) {

    /**
     * The axis of one length.
     *
     * @param size its length
     * @return its atoms: none for 1, else one
     */
    public static List<Atom> axis(long size) {
        return size == 1 ? List.of() : List.of(new Atom(size));
    }

    /**
     * The length of an axis.
     *
     * @param axis its atoms
     * @return the product of their lengths; {@link Atom#OPEN} if one is open
     */
    public static long size(List<Atom> axis) {
        long size = 1;
        for (Atom atom : axis) {
            if (atom.size() == Atom.OPEN) {
                return Atom.OPEN;
            }
            size = Math.multiplyExact(size, atom.size());
        }
        return size;
    }

    /** {@return how many axes Keras means} */
    public int rank() {
        return keras.size();
    }

    /**
     * The length of one of Keras's axes.
     *
     * @param axis its index
     * @return its length; {@link Atom#OPEN} if it is open
     */
    public long size(int axis) {
        return size(keras.get(axis));
    }

    /** {@return the lengths of Keras's axes} */
    public long[] shape() {
        return keras.stream().mapToLong(Tensor::size).toArray();
    }

    /** {@return all atoms in the order of the array} */
    public List<Atom> inMemory() {
        return physical.stream().flatMap(List::stream).toList();
    }

    /** {@return all atoms in Keras's order} */
    public List<Atom> inKeras() {
        return keras.stream().flatMap(List::stream).toList();
    }

    /**
     * All atoms but those of one of Keras's axes, in Keras's order.
     *
     * @param axis index of the axis
     * @return the atoms
     */
    public List<Atom> without(int axis) {
        List<Atom> rest = new ArrayList<>(inKeras());
        rest.removeAll(keras.get(axis));
        return rest;
    }

    /**
     * The same values under another vertex.
     *
     * @param name name of the vertex
     * @return a tensor of the same axes
     */
    public Tensor at(String name) {
        return new Tensor(name, keras, physical);
    }

    /**
     * The same array with other axes for Keras.
     *
     * @param axes the axes, of the same atoms
     * @return the tensor
     */
    public Tensor withKeras(List<List<Atom>> axes) {
        return new Tensor(vertex, axes, physical);
    }

    /**
     * Where Keras counts the values that lie one after another along an axis of the array.
     *
     * @param memory the axis in the order of the array
     * @param meant  the same atoms in Keras's order
     * @return for each place in the array the index that Keras means
     */
    public static int[] order(List<Atom> memory, List<Atom> meant) {
        int length = Math.toIntExact(size(memory));
        int[] order = new int[length];
        for (int place = 0; place < length; place++) {
            long left = place;
            long index = 0;
            for (int a = memory.size() - 1; a >= 0; a--) {
                long digit = left % memory.get(a).size();
                left /= memory.get(a).size();
                int at = meant.indexOf(memory.get(a));
                index += digit * size(meant.subList(at + 1, meant.size()));
            }
            order[place] = (int) index;
        }
        return order;
    }

    /** {@return shape of the array, with the batch axis left open} */
    public int[] arrayShape() {
        return Stream.concat(Stream.of(-1L), physical.stream().map(Tensor::size))
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}
