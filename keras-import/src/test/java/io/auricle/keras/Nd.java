package io.auricle.keras;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * An array in double precision, the last axis running fastest: what the reference computes on.
 *
 * @param shape its lengths
 * @param v     its values
 */
record Nd(int[] shape, double[] v) {

    static Nd of(double[] values, int... shape) {
        return new Nd(shape, values);
    }

    static Nd zeros(int... shape) {
        return new Nd(shape, new double[size(shape)]);
    }

    static Nd random(RandomGenerator random, double scale, int... shape) {
        double[] values = new double[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * (2 * random.nextDouble() - 1));
        }
        return new Nd(shape, values);
    }

    static int size(int... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    int rank() {
        return shape.length;
    }

    int dim(int axis) {
        return shape[axis < 0 ? shape.length + axis : axis];
    }

    private int at(int... index) {
        int at = 0;
        for (int i = 0; i < index.length; i++) {
            at = at * shape[i] + index[i];
        }
        return at;
    }

    double get(int... index) {
        return v[at(index)];
    }

    void set(double value, int... index) {
        v[at(index)] = value;
    }

    Nd reshape(int... wanted) {
        return new Nd(wanted, v);
    }

    Nd map(DoubleUnaryOperator f) {
        return new Nd(shape, Arrays.stream(v).map(f).toArray());
    }

    /** numpy's transpose. */
    Nd transpose(int... axes) {
        int[] to = Arrays.stream(axes).map(a -> shape[a]).toArray();
        Nd out = zeros(to);
        int[] index = new int[to.length];
        int[] from = new int[to.length];
        for (int i = 0; i < v.length; i++) {
            int left = i;
            for (int a = to.length - 1; a >= 0; a--) {
                index[a] = left % to[a];
                left /= to[a];
            }
            for (int a = 0; a < to.length; a++) {
                from[axes[a]] = index[a];
            }
            out.v[i] = get(from);
        }
        return out;
    }

    float[] floats() {
        float[] f = new float[v.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) v[i];
        }
        return f;
    }

    long[] longShape() {
        return Arrays.stream(shape).asLongStream().toArray();
    }
}
