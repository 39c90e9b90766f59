package io.auricle.zoo.internal.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the arrays between two layers look like: for {@code N} examples the shape is {@code [stacked * N * rows, dims...]}.
 *
 * @param stacked blocks of examples, one behind the other; 1 but between a StackVertex and its UnstackVertex
 * @param rows    rows of one example, 1 but where windows or time steps have become rows
 * @param dims    1 dimension: features; 2: a sequence; 3: a picture, channels first
 */
public record Shape(int stacked, long rows, List<Long> dims) {
    /**
     * One row an example.
     *
     * @param dims sizes behind the number of examples
     * @return the shape
     */
    public static Shape of(long... dims) {
        return new Shape(1, 1, Arrays.stream(dims).boxed().toList());
    }

    /** Copies. */
    public Shape {
        dims = List.copyOf(dims);
    }

    /** {@return how many dimensions there are behind the number of examples} */
    public int rank() {
        return dims.size();
    }

    /**
     * One dimension.
     *
     * @param axis from 0
     * @return its size
     */
    public long dim(int axis) {
        return dims.get(axis);
    }

    /** {@return how many values a row holds; the largest long if more} */
    public long rowValues() {
        return dims.stream().reduce(1L, Shape::times);
    }

    /** {@return how many values an example holds; the largest long if more} */
    public long values() {
        return times(times(stacked, rows), rowValues());
    }

    Shape withDims(long... sizes) {
        return new Shape(stacked, rows, Arrays.stream(sizes).boxed().toList());
    }

    Shape withRows(long count) {
        return new Shape(stacked, count, dims);
    }

    Shape withDim(int axis, long size) {
        List<Long> changed = new ArrayList<>(dims);
        changed.set(axis, size);
        return new Shape(stacked, rows, changed);
    }

    static long times(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    @Override
    public String toString() {
        String row = dims.stream().map(String::valueOf).collect(Collectors.joining(" x "));
        String all = rows == 1 ? row : rows + " rows of " + row;
        return stacked == 1 ? all : stacked + " stacked, each " + all;
    }
}
