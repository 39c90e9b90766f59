package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

/**
 * Descriptions of an LSTM over a whole sequence. Gates come in oneDNN's order: input, forget, candidate, output
 * (DL4J's blocks G, F, I, O).
 */
public final class Recurrents {
    private Recurrents() {}

    /**
     * The arrays of an LSTM; gradients have the same shapes.
     *
     * @param srcLayer     input, T, N, C
     * @param srcIter      state before the first step, L, D, N, C; null for zeros
     * @param srcIterCell  memory cells before the first step; null together with srcIter
     * @param weightsLayer input weights, L, D, I, G, O
     * @param weightsIter  recurrent weights, L, D, I, G, O
     * @param bias         bias, L, D, G, O
     * @param dstLayer     output of each step, T, N, C
     * @param dstIter      state after the last step; null if not wanted
     * @param dstIterCell  memory cells after the last step; null together with dstIter
     */
    public record Shapes(
            MemoryDesc srcLayer,
            MemoryDesc srcIter,
            MemoryDesc srcIterCell,
            MemoryDesc weightsLayer,
            MemoryDesc weightsIter,
            MemoryDesc bias,
            MemoryDesc dstLayer,
            MemoryDesc dstIter,
            MemoryDesc dstIterCell) {}

    /** Runs the sequence; for training there is a {@code DNNL_ARG_WORKSPACE}. */
    public static PrimitiveDesc lstm(boolean training, boolean forwards, Shapes s, Attributes attributes) {
        int kind = training ? dnnl_forward_training : dnnl_forward_inference;
        return PrimitiveDesc.create(
                "lstm_forward",
                attributes,
                (out, engine, attr) -> dnnl_lstm_forward_primitive_desc_create(
                        out,
                        engine,
                        kind,
                        direction(forwards),
                        s.srcLayer.pointer(),
                        Convolutions.pointerOf(s.srcIter),
                        Convolutions.pointerOf(s.srcIterCell),
                        s.weightsLayer.pointer(),
                        s.weightsIter.pointer(),
                        null,
                        null,
                        s.bias.pointer(),
                        s.dstLayer.pointer(),
                        Convolutions.pointerOf(s.dstIter),
                        Convolutions.pointerOf(s.dstIterCell),
                        0,
                        attr));
    }

    /** Gradients of all that went in; those of the weights are written, not added to what was there. */
    public static PrimitiveDesc lstmBackward(
            boolean forwards, Shapes s, Shapes diff, PrimitiveDesc forward, Attributes attributes) {
        return PrimitiveDesc.create(
                "lstm_backward",
                attributes,
                (out, engine, attr) -> dnnl_lstm_backward_primitive_desc_create(
                        out,
                        engine,
                        dnnl_backward,
                        direction(forwards),
                        s.srcLayer.pointer(),
                        Convolutions.pointerOf(s.srcIter),
                        Convolutions.pointerOf(s.srcIterCell),
                        s.weightsLayer.pointer(),
                        s.weightsIter.pointer(),
                        null,
                        null,
                        s.bias.pointer(),
                        s.dstLayer.pointer(),
                        Convolutions.pointerOf(s.dstIter),
                        Convolutions.pointerOf(s.dstIterCell),
                        diff.srcLayer.pointer(),
                        Convolutions.pointerOf(diff.srcIter),
                        Convolutions.pointerOf(diff.srcIterCell),
                        diff.weightsLayer.pointer(),
                        diff.weightsIter.pointer(),
                        null,
                        null,
                        diff.bias.pointer(),
                        diff.dstLayer.pointer(),
                        Convolutions.pointerOf(diff.dstIter),
                        Convolutions.pointerOf(diff.dstIterCell),
                        dnnl_rnn_flags_diff_weights_overwrite,
                        forward.pointer(),
                        attr));
    }

    private static int direction(boolean forwards) {
        return forwards ? dnnl_unidirectional_left2right : dnnl_unidirectional_right2left;
    }
}
