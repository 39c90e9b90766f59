package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

/** Descriptions of what works element by element, of copies between layouts, and of softmax. */
public final class Elementwise {
    /** Operation of copies between layouts. */
    public static final String REORDER = "reorder";

    private Elementwise() {}

    /** {@code dst = f(src)}, for {@code dnnl_eltwise_relu} and its kind. */
    public static PrimitiveDesc forward(
            boolean training,
            int algorithm,
            MemoryDesc src,
            MemoryDesc dst,
            float alpha,
            float beta,
            Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "eltwise_forward",
                attributes,
                (out, engine, attr) -> dnnl_eltwise_forward_primitive_desc_create(
                        out, engine, kind, algorithm, src.pointer(), dst.pointer(), alpha, beta, attr));
    }

    /** Gradient of the source; {@code data} is the source, or the result for the algorithms {@code …_use_dst_for_bwd}. */
    public static PrimitiveDesc backward(
            int algorithm,
            MemoryDesc diffSrc,
            MemoryDesc diffDst,
            MemoryDesc data,
            float alpha,
            float beta,
            PrimitiveDesc forward) {
        return PrimitiveDesc.create(
                "eltwise_backward",
                null,
                (out, engine, attr) -> dnnl_eltwise_backward_primitive_desc_create(
                        out,
                        engine,
                        algorithm,
                        diffSrc.pointer(),
                        diffDst.pointer(),
                        data.pointer(),
                        alpha,
                        beta,
                        forward.pointer(),
                        attr));
    }

    /** {@code dst = first op second}, for {@code dnnl_binary_add} and its kind; dimensions of 1 of the second are repeated. */
    public static PrimitiveDesc binary(
            int algorithm, MemoryDesc first, MemoryDesc second, MemoryDesc dst, Attributes attributes) {
        return PrimitiveDesc.create(
                "binary",
                attributes,
                (out, engine, attr) -> dnnl_binary_primitive_desc_create(
                        out, engine, algorithm, first.pointer(), second.pointer(), dst.pointer(), attr));
    }

    /** Copies between layouts. */
    public static PrimitiveDesc reorder(MemoryDesc src, MemoryDesc dst, Attributes attributes) {
        return PrimitiveDesc.create(
                REORDER,
                attributes,
                (out, engine, attr) ->
                        dnnl_reorder_primitive_desc_create(out, src.pointer(), engine, dst.pointer(), engine, attr));
    }

    /** Sums over the dimensions that {@code dst} has as 1; {@code dnnl_reduction_sum}, {@code …_mean}, {@code …_max}. */
    public static PrimitiveDesc reduction(int algorithm, MemoryDesc src, MemoryDesc dst, Attributes attributes) {
        return PrimitiveDesc.create(
                "reduction",
                attributes,
                (out, engine, attr) -> dnnl_reduction_primitive_desc_create(
                        out, engine, algorithm, src.pointer(), dst.pointer(), 0, 0, attr));
    }

    /** Softmax along an axis. */
    public static PrimitiveDesc softmax(
            boolean training, MemoryDesc src, MemoryDesc dst, int axis, Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "softmax_forward",
                attributes,
                (out, engine, attr) -> dnnl_softmax_forward_primitive_desc_create(
                        out, engine, kind, dnnl_softmax_accurate, src.pointer(), dst.pointer(), axis, attr));
    }
}
