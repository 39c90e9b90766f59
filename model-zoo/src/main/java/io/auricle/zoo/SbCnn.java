package io.auricle.zoo;

import static io.auricle.internal.Checks.check;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * SB-CNN, the literature's yardstick on UrbanSound8K.
 *
 * <pre>
 * layer                                  output (128 bands x 128 frames)   parameters
 * ------------------------------------   -------------------------------   ----------
 * spectrogram                              1 x 128 x 128
 * conv 5x5 valid, 24, ReLU                24 x 124 x 124                         624
 * max-pool 4x2                            24 x  31 x  62
 * conv 5x5 valid, 48, ReLU                48 x  27 x  58                      28 848
 * max-pool 4x2                            48 x   6 x  29
 * conv 5x5 valid, 48, ReLU                48 x   2 x  25                      57 648
 * flatten · dropout 0.5 · dense 64, ReLU  64                                 153 664
 * dropout 0.5 · softmax                   10                                     650
 *                                                                            -------
 *                                                                            241 434
 * </pre>
 *
 * <p><b>Follows</b> J. Salamon and J. P. Bello, "Deep Convolutional Neural Networks and Data Augmentation for Environmental Sound
 * Classification", IEEE Signal Processing Letters 24(3), 2017: dropout of 0.5 before, and an L2 penalty of 0.001 on the weights of, the
 * last two layers; plain gradient descent at 0.01. DL4J's penalty is half the squared weights, so that 0.001 adds 0.001 times the
 * weight to the gradient. The paper reads 3-second patches (128 frames); other lengths only change the dense layer. <b>Cost.</b> 0.1 GFLOP a window.
 */
@SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
public final class SbCnn extends SoundNetwork {
    private static final int KERNEL = 5;
    private static final int BAND_POOL = 4;
    private static final int FRAME_POOL = 2;

    private final int filters;
    private final int dense;
    private final double l2;

    private SbCnn(Builder builder) {
        super("sb-cnn", builder);
        check(builder.filters >= 1, "filters must be at least 1, got %d", builder.filters);
        check(builder.dense >= 1, "dense must be at least 1, got %d", builder.dense);
        check(builder.l2 >= 0 && builder.l2 < 1, "l2 must be in [0, 1), got %s", builder.l2);
        this.filters = builder.filters;
        this.dense = builder.dense;
        this.l2 = builder.l2;
        checkSize();
    }

    /** {@return a builder with the paper's sizes; front end and classes are still to be set} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected InputSize smallestInput() {
        return new InputSize(1, 1)
                .beforeConvolution(KERNEL)
                .beforePooling(BAND_POOL, FRAME_POOL)
                .beforeConvolution(KERNEL)
                .beforePooling(BAND_POOL, FRAME_POOL)
                .beforeConvolution(KERNEL);
    }

    @Override
    protected ComputationGraphConfiguration configure(NetworkSpec spec) {
        return new GraphSketch(spec)
                .convolutionRelu(filters, KERNEL)
                .maxPool(BAND_POOL, FRAME_POOL)
                .convolutionRelu(2 * filters, KERNEL)
                .maxPool(BAND_POOL, FRAME_POOL)
                .convolutionRelu(2 * filters, KERNEL)
                .dropout(0.5)
                .denseRelu(dense, l2)
                .dropout(0.5)
                .output(l2);
    }

    /** The sizes that may differ from the paper's. */
    public static final class Builder extends SoundNetwork.Builder<Builder> {
        private int filters = 24;
        private int dense = 64;
        private double l2 = 0.001;

        private Builder() {
            super(new Sgd(0.01));
        }

        /**
         * Sets the filters of the first convolution; 24 unless set. The two that follow have twice as many.
         *
         * @param filters at least 1
         * @return this builder
         */
        public Builder filters(int filters) {
            this.filters = filters;
            return this;
        }

        /**
         * Sets the dense layer; 64 unless set.
         *
         * @param units at least 1
         * @return this builder
         */
        public Builder dense(int units) {
            this.dense = units;
            return this;
        }

        /**
         * Sets the penalty on the weights of the last two layers, in DL4J's terms; 0.001 unless set.
         *
         * @param l2 share of a weight that is added to its gradient; in [0, 1)
         * @return this builder
         */
        public Builder l2(double l2) {
            this.l2 = l2;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public SbCnn build() {
            return new SbCnn(this);
        }
    }
}
