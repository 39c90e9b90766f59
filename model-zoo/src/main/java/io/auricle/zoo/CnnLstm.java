package io.auricle.zoo;

import static io.auricle.internal.Checks.check;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.activations.Activation;

/**
 * The notebook's CNN+LSTM on UrbanSound8K, layer by layer, with Keras's settings.
 *
 * <pre>
 * layer                                        output (128 bands x 173 frames)   parameters
 * ------------------------------------------   -------------------------------   ----------
 * spectrogram                                    1 x 128 x 173
 * conv 3x3 valid, 32, ReLU                      32 x 126 x 171                         320
 * max-pool 2x2 · dropout 0.25 · batch norm      32 x  63 x  85                         128
 * conv 3x3 valid, 64, ReLU                      64 x  61 x  83                      18 496
 * max-pool 2x2 · dropout 0.25 · batch norm      64 x  30 x  41                         256
 * conv 3x3 valid, 128, ReLU                    128 x  28 x  39                      73 856
 * max-pool 2x2 · dropout 0.25 · batch norm     128 x  14 x  19                         512
 * conv 3x3 valid, 256, ReLU                    256 x  12 x  17                     295 168
 * max-pool 2x2 · dropout 0.25 · batch norm     256 x   6 x   8                       1 024
 * flatten · dense 128, ReLU                    128                               1 572 992
 * dropout 0.5 · batch norm                     128                                     512
 * a time axis of one step · LSTM 128           128 x 1                             131 584
 * dropout 0.5 · batch norm                     128                                     512
 * LSTM 64, last step                            64                                  49 408
 * dropout 0.5 · batch norm                      64                                     256
 * softmax                                       10                                     650
 *                                                                                ---------
 *                                                                                2 145 674
 * </pre>
 *
 * <p><b>Follows</b> Keras: LSTM activation ReLU with sigmoid gates and forget bias 1; batch norm epsilon 1e-3 and momentum 0.99; Glorot
 * uniform kernels, orthogonal recurrent kernels; Adam at 1e-4 with epsilon 1e-7; the parameter count is Keras's own (2 144 074 that
 * learn and 1 600 moving statistics). Two things differ in the letter: pictures are channels x bands x frames, so that flattening orders
 * the dense layer's inputs differently than Keras's bands x frames x channels, and the moving variance is the batch's biased one, as in
 * Keras 3 (Keras 2's fused kernel multiplies it by n / (n - 1), which is near 1 for n values of a channel). <b>Cost.</b> 0.5 GFLOP a window.
 */
@SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
public final class CnnLstm extends SoundNetwork {
    private final NotebookStem stem;
    private final int lstm1;
    private final int lstm2;

    private CnnLstm(Builder builder) {
        super("cnn-lstm", builder);
        this.stem = builder.stem();
        check(
                builder.lstm1 >= 1 && builder.lstm2 >= 1,
                "lstm must be at least 1 and 1, got %d and %d",
                builder.lstm1,
                builder.lstm2);
        this.lstm1 = builder.lstm1;
        this.lstm2 = builder.lstm2;
        checkSize();
    }

    /** {@return a builder with the notebook's sizes; front end and classes are still to be set} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected InputSize smallestInput() {
        return stem.smallestInput();
    }

    @Override
    protected ComputationGraphConfiguration configure(NetworkSpec spec) {
        return stem.draw(new GraphSketch(spec))
                .oneTimeStep()
                .lstm(lstm1, Activation.RELU)
                .withoutTime()
                .dropout(0.5)
                .batchNorm(NotebookStem.EPSILON, NotebookStem.MOMENTUM)
                .oneTimeStep()
                .lstm(lstm2, Activation.RELU)
                .lastStep()
                .dropout(0.5)
                .batchNorm(NotebookStem.EPSILON, NotebookStem.MOMENTUM)
                .output(0);
    }

    /** The sizes that may differ from the notebook's. */
    public static final class Builder extends NotebookStem.Builder<Builder> {
        private int lstm1 = 128;
        private int lstm2 = 64;

        private Builder() {
            super();
        }

        /**
         * Sets the two LSTMs; 128 and 64 unless set.
         *
         * @param first  units of the first; at least 1
         * @param second units of the second; at least 1
         * @return this builder
         */
        public Builder lstm(int first, int second) {
            this.lstm1 = first;
            this.lstm2 = second;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public CnnLstm build() {
            return new CnnLstm(this);
        }
    }
}
