package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;

/** Descriptions of convolutions; weights are O, I, H, W, dilation counts 0 for adjacent taps. */
public final class Convolutions {
    private Convolutions() {}

    /**
     * Where the window goes, one number per spatial dimension.
     *
     * @param strides  steps, at least 1
     * @param dilation gaps between taps, at least 0
     * @param before   padding at the top and left
     * @param after    padding at the bottom and right
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Window(long[] strides, long[] dilation, long[] before, long[] after) {}

    /** {@code dst = src * weights + bias}; {@code bias} may be null. */
    public static PrimitiveDesc forward(
            boolean training,
            MemoryDesc src,
            MemoryDesc weights,
            MemoryDesc bias,
            MemoryDesc dst,
            Window window,
            Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "convolution_forward",
                attributes,
                (out, engine, attr) -> dnnl_convolution_forward_primitive_desc_create(
                        out,
                        engine,
                        kind,
                        dnnl_convolution_direct,
                        src.pointer(),
                        weights.pointer(),
                        pointerOf(bias),
                        dst.pointer(),
                        window.strides,
                        window.dilation,
                        window.before,
                        window.after,
                        attr));
    }

    /** Gradient of the source. */
    public static PrimitiveDesc backwardData(
            MemoryDesc diffSrc,
            MemoryDesc weights,
            MemoryDesc diffDst,
            Window window,
            PrimitiveDesc forward,
            Attributes attributes) {
        return PrimitiveDesc.create(
                "convolution_backward_data",
                attributes,
                (out, engine, attr) -> dnnl_convolution_backward_data_primitive_desc_create(
                        out,
                        engine,
                        dnnl_convolution_direct,
                        diffSrc.pointer(),
                        weights.pointer(),
                        diffDst.pointer(),
                        window.strides,
                        window.dilation,
                        window.before,
                        window.after,
                        forward.pointer(),
                        attr));
    }

    /** Gradients of weights and bias; {@code diffBias} may be null. */
    public static PrimitiveDesc backwardWeights(
            MemoryDesc src,
            MemoryDesc diffWeights,
            MemoryDesc diffBias,
            MemoryDesc diffDst,
            Window window,
            PrimitiveDesc forward,
            Attributes attributes) {
        return PrimitiveDesc.create(
                "convolution_backward_weights",
                attributes,
                (out, engine, attr) -> dnnl_convolution_backward_weights_primitive_desc_create(
                        out,
                        engine,
                        dnnl_convolution_direct,
                        src.pointer(),
                        diffWeights.pointer(),
                        pointerOf(diffBias),
                        diffDst.pointer(),
                        window.strides,
                        window.dilation,
                        window.before,
                        window.after,
                        forward.pointer(),
                        attr));
    }

    static dnnl_memory_desc pointerOf(MemoryDesc optional) {
        return optional == null ? null : optional.pointer();
    }
}
