package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;

/**
 * What a primitive does besides its main job: operations fused to its end, in the order of the calls. The caller always
 * provides the scratchpad, so that a program of primitives needs only one.
 */
public final class Attributes extends NativeHandle<dnnl_primitive_attr> {
    private int count;

    public Attributes() {
        super(create(), org.bytedeco.dnnl.global.dnnl::dnnl_primitive_attr_destroy);
    }

    /** Lets the primitive round its inputs to bfloat16 before it multiplies them; it adds up in float all the same. */
    public Attributes roundingToBfloat16() {
        OneDnnException.check(
                dnnl_primitive_attr_set_fpmath_mode(pointer(), dnnl_fpmath_mode_bf16), "attr_set_fpmath_mode");
        return this;
    }

    /** Applies an elementwise function to the result. */
    public Attributes thenEltwise(int algorithm, float alpha, float beta) {
        return append(ops -> dnnl_post_ops_append_eltwise(ops, algorithm, alpha, beta), "post_ops_append_eltwise");
    }

    /** Combines the result with another array, passed as {@link #binaryArgument}. */
    public Attributes thenBinary(int algorithm, MemoryDesc other) {
        return append(ops -> dnnl_post_ops_append_binary(ops, algorithm, other.pointer()), "post_ops_append_binary");
    }

    /** Adds the result to what the destination held. */
    public Attributes thenSum(float scale) {
        return append(ops -> dnnl_post_ops_append_sum(ops, scale, 0, dnnl_data_type_undef), "post_ops_append_sum");
    }

    /** The argument index of the second array of the {@code index}-th fused operation. */
    public static int binaryArgument(int index) {
        return DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (index + 1) | DNNL_ARG_SRC_1;
    }

    /** Fused operations so far. */
    public int count() {
        return count;
    }

    private interface Append {
        int to(dnnl_post_ops ops);
    }

    private Attributes append(Append append, String call) {
        var ops = new dnnl_post_ops();
        OneDnnException.check(dnnl_post_ops_create(ops), "post_ops_create");
        try {
            if (count > 0) {
                var owned = new dnnl_post_ops();
                OneDnnException.check(dnnl_primitive_attr_get_post_ops(pointer(), owned), "attr_get_post_ops");
                dnnl_post_ops_destroy(ops);
                OneDnnException.check(dnnl_post_ops_clone(ops, owned), "post_ops_clone");
            }
            OneDnnException.check(append.to(ops), call);
            OneDnnException.check(dnnl_primitive_attr_set_post_ops(pointer(), ops), "attr_set_post_ops");
            count++;
        } finally {
            dnnl_post_ops_destroy(ops);
        }
        return this;
    }

    private static dnnl_primitive_attr create() {
        var attr = new dnnl_primitive_attr();
        OneDnnException.check(dnnl_primitive_attr_create(attr), "primitive_attr_create");
        OneDnnException.check(
                dnnl_primitive_attr_set_scratchpad_mode(attr, dnnl_scratchpad_mode_user), "attr_set_scratchpad_mode");
        return attr;
    }
}
