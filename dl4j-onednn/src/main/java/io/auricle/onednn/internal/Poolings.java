package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Convolutions.Window;

/** Descriptions of pooling: {@code dnnl_pooling_max}, {@code dnnl_pooling_avg_include_padding} or {@code …_exclude_padding}. */
public final class Poolings {
    private Poolings() {}

    /** Forward pooling; max-pooling for training also has a {@code DNNL_ARG_WORKSPACE}. */
    public static PrimitiveDesc forward(
            boolean training,
            int algorithm,
            MemoryDesc src,
            MemoryDesc dst,
            long[] kernel,
            Window window,
            Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "pooling_forward",
                attributes,
                (out, engine, attr) -> dnnl_pooling_forward_primitive_desc_create(
                        out,
                        engine,
                        kind,
                        algorithm,
                        src.pointer(),
                        dst.pointer(),
                        window.strides(),
                        kernel,
                        window.dilation(),
                        window.before(),
                        window.after(),
                        attr));
    }

    /** Gradient of the source. */
    public static PrimitiveDesc backward(
            int algorithm,
            MemoryDesc diffSrc,
            MemoryDesc diffDst,
            long[] kernel,
            Window window,
            PrimitiveDesc forward) {
        return PrimitiveDesc.create(
                "pooling_backward",
                null,
                (out, engine, attr) -> dnnl_pooling_backward_primitive_desc_create(
                        out,
                        engine,
                        algorithm,
                        diffSrc.pointer(),
                        diffDst.pointer(),
                        window.strides(),
                        kernel,
                        window.dilation(),
                        window.before(),
                        window.after(),
                        forward.pointer(),
                        attr));
    }
}
