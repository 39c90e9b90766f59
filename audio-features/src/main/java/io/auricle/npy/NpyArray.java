package io.auricle.npy;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * Floats with a shape, in C order: the last index runs fastest.
 *
 * <p><b>Threads.</b> Immutable, share it. <b>Cost.</b> Values are copied where they enter and leave.
 */
public final class NpyArray {
    static final int MOST_DIMENSIONS = 4;

    private final List<Integer> shape;
    private final float[] values;

    private NpyArray(List<Integer> shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    /**
     * Makes an array of one dimension.
     *
     * @param values copied
     * @return the array
     */
    public static NpyArray of(float[] values) {
        requireNonNull(values, "values");
        return trusted(List.of(values.length), values.clone());
    }

    /**
     * Makes an array of two dimensions.
     *
     * @param rows    first dimension; at least 0
     * @param columns second dimension; at least 0
     * @param values  row by row, copied; {@code rows * columns} of them
     * @return the array
     * @throws IllegalArgumentException if the counts do not fit
     */
    public static NpyArray of(int rows, int columns, float[] values) {
        requireNonNull(values, "values");
        check(rows >= 0, "rows must be at least 0, got %d", rows);
        check(columns >= 0, "columns must be at least 0, got %d", columns);
        check(
                (long) rows * columns == values.length,
                "values must be rows x columns = %d x %d, got %d",
                rows,
                columns,
                values.length);
        return trusted(List.of(rows, columns), values.clone());
    }

    /**
     * Makes an array of any number of dimensions.
     *
     * @param shape  the dimensions, 1 to 4 of them, each at least 0
     * @param values in C order, copied; as many as the dimensions' product
     * @return the array
     * @throws IllegalArgumentException if the counts do not fit
     */
    public static NpyArray of(List<Integer> shape, float[] values) {
        requireNonNull(values, "values");
        boolean known = !shape.isEmpty()
                && shape.size() <= MOST_DIMENSIONS
                && shape.stream().allMatch(n -> n >= 0);
        check(known, "shape must be 1 to %d dimensions of at least 0, got %s", MOST_DIMENSIONS, shape);
        double count = shape.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
        check(count == values.length, "values must be as many as the shape %s has, got %d", shape, values.length);
        return trusted(List.copyOf(shape), values.clone());
    }

    static NpyArray trusted(List<Integer> shape, float[] values) {
        return new NpyArray(shape, values);
    }

    /** Returns the dimensions, one to four of them. */
    public List<Integer> shape() {
        return shape;
    }

    /** Returns a copy of the values, in C order. */
    public float[] values() {
        return values.clone();
    }

    float[] raw() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyArray that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "NpyArray" + shape;
    }
}
