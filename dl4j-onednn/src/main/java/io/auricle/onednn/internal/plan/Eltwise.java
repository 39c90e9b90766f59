package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * An activation function as oneDNN has it, with a gradient that needs only the result.
 *
 * @param forward  algorithm
 * @param backward algorithm whose gradient is computed from the result
 * @param alpha    its parameter
 */
record Eltwise(int forward, int backward, float alpha) {
    static final Eltwise RELU = new Eltwise(dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, 0);
    static final Eltwise TANH = new Eltwise(dnnl_eltwise_tanh, dnnl_eltwise_tanh_use_dst_for_bwd, 0);
    static final Eltwise SIGMOID = new Eltwise(dnnl_eltwise_logistic, dnnl_eltwise_logistic_use_dst_for_bwd, 0);

    /** The function of an activation; null for identity. */
    static Eltwise of(String vertex, IActivation activation) {
        if (activation instanceof ActivationIdentity) {
            return null;
        }
        if (activation instanceof ActivationReLU relu) {
            Unsupported.unless(
                    relu.getMax() == null && relu.getThreshold() == null && relu.getNegativeSlope() == null,
                    vertex,
                    "ReLU with a bound, threshold or slope");
            return RELU;
        }
        if (activation instanceof ActivationLReLU leaky) {
            Unsupported.unless(leaky.getAlpha() >= 0, vertex, "leaky ReLU with a negative slope");
            return new Eltwise(dnnl_eltwise_relu, dnnl_eltwise_relu_use_dst_for_bwd, (float) leaky.getAlpha());
        }
        if (activation instanceof ActivationTanH) {
            return TANH;
        }
        Unsupported.unless(
                activation instanceof ActivationSigmoid,
                vertex,
                "activation " + activation.getClass().getSimpleName());
        return SIGMOID;
    }

    boolean isRelu() {
        return forward == dnnl_eltwise_relu && alpha == 0;
    }
}
