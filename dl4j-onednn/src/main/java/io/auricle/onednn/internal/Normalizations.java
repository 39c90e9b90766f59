package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

/** Descriptions of batch normalisation; flags are {@code dnnl_use_scale | dnnl_use_shift | …}. */
public final class Normalizations {
    private Normalizations() {}

    /** Training computes mean and (biased) variance of the batch; inference takes them where {@code dnnl_use_global_stats} is set. */
    public static PrimitiveDesc forward(
            boolean training, MemoryDesc src, MemoryDesc dst, float epsilon, int flags, Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "batch_normalization_forward",
                attributes,
                (out, engine, attr) -> dnnl_batch_normalization_forward_primitive_desc_create(
                        out, engine, kind, src.pointer(), dst.pointer(), epsilon, flags, attr));
    }

    /** Gradients of source, scale and shift. */
    public static PrimitiveDesc backward(
            MemoryDesc diffSrc, MemoryDesc diffDst, MemoryDesc src, float epsilon, int flags, PrimitiveDesc forward) {
        return PrimitiveDesc.create(
                "batch_normalization_backward",
                null,
                (out, engine, attr) -> dnnl_batch_normalization_backward_primitive_desc_create(
                        out,
                        engine,
                        dnnl_backward,
                        diffSrc.pointer(),
                        diffDst.pointer(),
                        src.pointer(),
                        epsilon,
                        flags,
                        forward.pointer(),
                        attr));
    }
}
