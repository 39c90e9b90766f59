package io.auricle.onednn;

/** How exact the products of convolutions, dense layers and LSTMs are. All else is computed in float. */
public enum Precision {
    /** Products of floats. */
    FLOAT32,
    /**
     * Products of numbers rounded to bfloat16, added up in float, for processors with units for that: at test time, and on
     * the way back in training. The way forth in training stays float, since rounding there changes which values ReLU and
     * max-pooling choose, and with them the gradient. Parameters, batch normalisation, softmax, losses and updates stay
     * float, and so do products for which rounding gains nothing: few channels, depthwise kernels, small batches of LSTMs.
     */
    BF16,
    /** {@link #BF16} on processors with AMX, where it is several times as fast, else {@link #FLOAT32}. */
    AUTO
}
