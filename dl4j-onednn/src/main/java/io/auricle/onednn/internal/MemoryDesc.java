package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Shape, element type and layout of an array, as oneDNN describes them.
 *
 * <p><b>Shape.</b> Logical dimensions in oneDNN's order (N, C, H, W; O, I, H, W; T, N, C; L, D, I, G, O).
 * <b>Threads.</b> Immutable, share it.
 */
public final class MemoryDesc extends NativeHandle<dnnl_memory_desc> {
    private final long[] dims;
    private final long bytes;

    private MemoryDesc(dnnl_memory_desc pointer, long[] dims) {
        super(pointer, org.bytedeco.dnnl.global.dnnl::dnnl_memory_desc_destroy);
        this.dims = dims;
        this.bytes = dnnl_memory_desc_get_size(pointer);
    }

    /** Floats in a named layout such as {@code dnnl_abcd}. */
    public static MemoryDesc tagged(int formatTag, long... dims) {
        return typed(dnnl_f32, formatTag, dims);
    }

    private static MemoryDesc typed(int type, int formatTag, long... dims) {
        var desc = new dnnl_memory_desc();
        int status = dnnl_memory_desc_create_with_tag(desc, dims.length, dims, type, formatTag);
        OneDnnException.check(status, "memory_desc_create_with_tag " + Arrays.toString(dims));
        return new MemoryDesc(desc, dims.clone());
    }

    /** Numbers of 16 bits, the upper half of a float, in whatever layout the primitive likes best. */
    public static MemoryDesc anyBfloat16(long... dims) {
        return typed(dnnl_bf16, dnnl_format_tag_any, dims);
    }

    /** Floats in whatever layout the primitive likes best. */
    public static MemoryDesc any(long... dims) {
        return tagged(dnnl_format_tag_any, dims);
    }

    /** Floats with the first dimension outermost, as ND4J's order 'c'. */
    public static MemoryDesc rowMajor(long... dims) {
        long[] strides = new long[dims.length];
        long stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strided(dims, strides);
    }

    /** Floats at the given strides, counted in elements. */
    public static MemoryDesc strided(long[] dims, long[] strides) {
        var desc = new dnnl_memory_desc();
        int status = dnnl_memory_desc_create_with_strides(desc, dims.length, dims, dnnl_f32, strides);
        OneDnnException.check(status, "memory_desc_create_with_strides " + Arrays.toString(dims));
        return new MemoryDesc(desc, dims.clone());
    }

    /** One-dimensional array of bytes, for workspaces and scratchpads. */
    public static MemoryDesc bytes(long count) {
        var desc = new dnnl_memory_desc();
        int status = dnnl_memory_desc_create_with_tag(desc, 1, new long[] {count}, dnnl_u8, dnnl_a);
        OneDnnException.check(status, "memory_desc_create_with_tag of " + count + " bytes");
        return new MemoryDesc(desc, new long[] {count});
    }

    /** A copy of a descriptor that oneDNN owns. */
    static MemoryDesc copyOf(dnnl_memory_desc owned) {
        var desc = new dnnl_memory_desc();
        OneDnnException.check(dnnl_memory_desc_clone(desc, owned), "memory_desc_clone");
        return new MemoryDesc(desc, dims(desc));
    }

    /** The same data under other dimensions, if its layout allows it. */
    public MemoryDesc reshaped(long... newDims) {
        var desc = new dnnl_memory_desc();
        int status = dnnl_memory_desc_reshape(desc, pointer(), newDims.length, newDims);
        OneDnnException.check(status, "memory_desc_reshape to " + Arrays.toString(newDims));
        return new MemoryDesc(desc, newDims.clone());
    }

    /** A block of this array. */
    public MemoryDesc block(long[] blockDims, long[] offsets) {
        var desc = new dnnl_memory_desc();
        OneDnnException.check(
                dnnl_memory_desc_create_submemory(desc, pointer(), blockDims, offsets), "memory_desc_create_submemory");
        return new MemoryDesc(desc, blockDims.clone());
    }

    /** The same data with dimension {@code i} called {@code axes[i]}. */
    public MemoryDesc permuted(int... axes) {
        var desc = new dnnl_memory_desc();
        OneDnnException.check(dnnl_memory_desc_permute_axes(desc, pointer(), axes), "memory_desc_permute_axes");
        return new MemoryDesc(desc, dims(desc));
    }

    /** Logical dimensions. */
    public long[] dims() {
        return dims.clone();
    }

    /** Bytes that the data takes, padding included. */
    public long size() {
        return bytes;
    }

    /** Whether the layout is still to be chosen. */
    public boolean isAny() {
        return bytes == 0;
    }

    /** Whether shape, type and layout are the same. */
    public boolean sameAs(MemoryDesc other) {
        return other == this || dnnl_memory_desc_equal(pointer(), other.pointer()) != 0;
    }

    private static long[] dims(dnnl_memory_desc desc) {
        try (var count = new IntPointer(1);
                var address = new PointerPointer<LongPointer>(1)) {
            OneDnnException.check(dnnl_memory_desc_query(desc, dnnl_query_ndims_s32, count), "memory_desc_query");
            OneDnnException.check(dnnl_memory_desc_query(desc, dnnl_query_dims, address), "memory_desc_query");
            long[] dims = new long[count.get()];
            address.get(LongPointer.class, 0).capacity(dims.length).get(dims);
            return dims;
        }
    }

    @Override
    public String toString() {
        return "MemoryDesc" + Arrays.toString(dims);
    }
}
