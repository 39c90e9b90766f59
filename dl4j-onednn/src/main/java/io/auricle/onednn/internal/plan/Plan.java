package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What training and inference plans share: a program, and the arrays that a caller brings along for one run. */
public abstract class Plan implements AutoCloseable {
    /** An array that the caller owns: its region, its shape, and a copy of it if it was not in order 'c'. */
    private record Bound(MemoryRegion region, long[] shape) {}

    private final List<Bound> inputs = new ArrayList<>();
    private final List<INDArray> held = new ArrayList<>();

    Plan() {}

    /** What of oneDNN was compiled for each vertex, in the order of execution. */
    public abstract Map<String, Set<Implementation>> implementations();

    @Override
    public abstract void close();

    /** Declares arrays of the caller's. */
    final List<Value> declare(String name, long[][] shapes) {
        var values = new ArrayList<Value>();
        for (long[] shape : shapes) {
            var region = new MemoryRegion(name);
            inputs.add(new Bound(region, shape.clone()));
            values.add(ProgramBuilder.external(region, 0, MemoryDesc.rowMajor(shape)));
        }
        return values;
    }

    /** Points the declared arrays, in the order of their declaration, at what the caller brought. */
    final void bind(INDArray[]... arrays) {
        held.clear();
        for (INDArray[] group : arrays) {
            for (INDArray array : group) {
                INDArray plain = plain(array);
                inputs.get(held.size()).region.moveTo(Parameters.address(plain));
                held.add(plain);
            }
        }
    }

    /** Points the only declared array at memory that the caller keeps, floats in order 'c'. */
    final void bind(long address) {
        inputs.get(0).region.moveTo(address);
    }

    /** Lets go of the caller's arrays. */
    final void unbind() {
        held.clear();
    }

    /** The array as floats in order 'c' without gaps: itself if it is so. */
    static INDArray plain(INDArray array) {
        boolean fits = array.dataType() == DataType.FLOAT && isRowMajor(array.shape(), array.stride());
        return fits ? array : array.castTo(DataType.FLOAT).dup('c');
    }

    private static boolean isRowMajor(long[] shape, long[] stride) {
        long expected = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] != 1 && stride[i] != expected) {
                return false;
            }
            expected *= shape[i];
        }
        return true;
    }
}
