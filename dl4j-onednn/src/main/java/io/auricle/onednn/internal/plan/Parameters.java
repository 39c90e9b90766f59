package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network's parameters and gradients where DL4J keeps them: slices of two flat arrays of the same order. */
final class Parameters {
    private static final long CHUNK = 1L << 30;

    final MemoryRegion values = new MemoryRegion("parameters");
    final MemoryRegion gradients = new MemoryRegion("gradients");

    private final CRC32 checksum = new CRC32();
    private final INDArray flatValues;
    private final INDArray flatGradients;
    private final Map<Layer, Map<String, INDArray>> gradientViews = new IdentityHashMap<>();

    /** Gradients may be absent for inference. */
    Parameters(INDArray flatValues, INDArray flatGradients) {
        this.flatValues = flatValues;
        this.flatGradients = flatGradients;
    }

    /** Whether a network still has the arrays that this was made from. */
    boolean sameArrays(INDArray values, INDArray gradients) {
        return address(values) == address(flatValues)
                && (flatGradients == null || gradients != null && address(gradients) == address(flatGradients));
    }

    /** Where the arrays lie, before any step runs; refuses arrays that were closed. */
    void enter() {
        values.moveTo(address(flatValues));
        if (flatGradients != null) {
            gradients.moveTo(address(flatGradients));
        }
    }

    /** A checksum of all parameters: they may have been trained, set or edited in place, by anybody. */
    long checksum() {
        checksum.reset();
        long bytes = 4 * flatValues.length();
        for (long start = 0; start < bytes; start += CHUNK) {
            long length = Math.min(CHUNK, bytes - start);
            checksum.update(Floats.bytes(values.address() + start, length));
        }
        return checksum.getValue();
    }

    Value value(Layer layer, String name) {
        return slice(values, flatValues, layer.getParam(name));
    }

    Value gradient(Layer layer, String name) {
        return slice(gradients, flatGradients, gradientView(layer, name));
    }

    /** A parameter of one dimension. */
    Value vector(Layer layer, String name) {
        return flat(value(layer, name));
    }

    Value vectorGradient(Layer layer, String name) {
        return flat(gradient(layer, name));
    }

    private static Value flat(Value value) {
        return value.as(MemoryDesc.rowMajor(value.elements()));
    }

    private INDArray gradientView(Layer layer, String name) {
        return gradientViews.computeIfAbsent(layer, GradientViews::of).get(name);
    }

    private static Value slice(MemoryRegion region, INDArray flat, INDArray view) {
        return ProgramBuilder.external(
                region, address(view) - address(flat), MemoryDesc.strided(view.shape(), view.stride()));
    }

    /** 0 for the empty array that a network without parameters has. */
    static long address(INDArray array) {
        Pointer start = array.data().addressPointer();
        return start == null ? 0 : start.address();
    }
}
