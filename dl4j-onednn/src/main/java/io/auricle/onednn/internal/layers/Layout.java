package io.auricle.onednn.internal.layers;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the elements of an ND4J array lie: part of the key under which primitives are kept.
 *
 * @param shape   dimensions
 * @param strides distance of neighbours along each dimension, in elements; positive
 */
record Layout(List<Long> shape, List<Long> strides) {

    /** Whether oneDNN can work on the array where it lies: floats, none of them in two places. */
    static boolean fits(INDArray array) {
        if (array == null || array.isEmpty() || array.dataType() != DataType.FLOAT) {
            return false;
        }
        for (int i = 0; i < array.rank(); i++) {
            if (array.size(i) > 1 && array.stride(i) < 1) {
                return false;
            }
        }
        return true;
    }

    /** The layout of an array. ND4J gives dimensions of size 1 any stride it likes: here they get a plain one. */
    static Layout of(INDArray array) {
        var shape = new ArrayList<Long>();
        var strides = new ArrayList<Long>();
        long inner = 1;
        for (int i = array.rank() - 1; i >= 0; i--) {
            long stride = array.size(i) == 1 ? inner : array.stride(i);
            shape.add(0, array.size(i));
            strides.add(0, stride);
            inner = Math.max(inner, stride * array.size(i));
        }
        return new Layout(List.copyOf(shape), List.copyOf(strides));
    }

    /** Whether the array is one row or column of floats, next to each other. */
    static boolean fitsVector(INDArray array) {
        if (!fits(array)) {
            return false;
        }
        boolean plain = true;
        int longs = 0;
        for (int i = 0; i < array.rank(); i++) {
            longs += array.size(i) > 1 ? 1 : 0;
            plain &= array.size(i) == 1 || array.stride(i) == 1;
        }
        return plain && longs <= 1;
    }

    /** The layout with dimension i taken from dimension axes[i]. */
    Layout permuted(int... axes) {
        var newShape = new ArrayList<Long>();
        var newStrides = new ArrayList<Long>();
        for (int axis : axes) {
            newShape.add(shape.get(axis));
            newStrides.add(strides.get(axis));
        }
        return new Layout(List.copyOf(newShape), List.copyOf(newStrides));
    }

    long size(int dimension) {
        return shape.get(dimension);
    }

    long[] dims() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    MemoryDesc desc() {
        return MemoryDesc.strided(
                dims(), strides.stream().mapToLong(Long::longValue).toArray());
    }

    /** Address of an array's first element. */
    static long address(INDArray array) {
        return array.data().addressPointer().address();
    }
}
