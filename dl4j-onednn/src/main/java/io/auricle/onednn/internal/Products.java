package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

/** Descriptions of matrix products. */
public final class Products {
    private Products() {}

    /** {@code dst = first x second + bias}; {@code bias} may be null. */
    public static PrimitiveDesc matmul(
            MemoryDesc first, MemoryDesc second, MemoryDesc bias, MemoryDesc dst, Attributes attributes) {
        return PrimitiveDesc.create(
                "matmul",
                attributes,
                (out, engine, attr) -> dnnl_matmul_primitive_desc_create(
                        out,
                        engine,
                        first.pointer(),
                        second.pointer(),
                        Convolutions.pointerOf(bias),
                        dst.pointer(),
                        attr));
    }

    /** A dense layer; weights are O, I (or O, I, H, W over an image); {@code bias} may be null. */
    public static PrimitiveDesc innerProduct(
            boolean training,
            MemoryDesc src,
            MemoryDesc weights,
            MemoryDesc bias,
            MemoryDesc dst,
            Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "inner_product_forward",
                attributes,
                (out, engine, attr) -> dnnl_inner_product_forward_primitive_desc_create(
                        out,
                        engine,
                        kind,
                        src.pointer(),
                        weights.pointer(),
                        Convolutions.pointerOf(bias),
                        dst.pointer(),
                        attr));
    }

    /** Gradient of a dense layer's source. */
    public static PrimitiveDesc innerProductBackwardData(
            MemoryDesc diffSrc, MemoryDesc weights, MemoryDesc diffDst, PrimitiveDesc forward, Attributes attributes) {
        return PrimitiveDesc.create(
                "inner_product_backward_data",
                attributes,
                (out, engine, attr) -> dnnl_inner_product_backward_data_primitive_desc_create(
                        out, engine, diffSrc.pointer(), weights.pointer(), diffDst.pointer(), forward.pointer(), attr));
    }

    /** Gradients of a dense layer's weights and bias; {@code diffBias} may be null. */
    public static PrimitiveDesc innerProductBackwardWeights(
            MemoryDesc src,
            MemoryDesc diffWeights,
            MemoryDesc diffBias,
            MemoryDesc diffDst,
            PrimitiveDesc forward,
            Attributes attributes) {
        return PrimitiveDesc.create(
                "inner_product_backward_weights",
                attributes,
                (out, engine, attr) -> dnnl_inner_product_backward_weights_primitive_desc_create(
                        out,
                        engine,
                        src.pointer(),
                        diffWeights.pointer(),
                        Convolutions.pointerOf(diffBias),
                        diffDst.pointer(),
                        forward.pointer(),
                        attr));
    }
}
