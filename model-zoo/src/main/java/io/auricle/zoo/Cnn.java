package io.auricle.zoo;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The notebook's CNN without its LSTMs: on one time step they add nothing to see, and the notebook's figures were measured on this.
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
 * softmax                                       10                                   1 290
 *                                                                                ---------
 *                                                                                1 964 554
 * </pre>
 *
 * <p><b>Follows</b> Keras in the same way as {@link CnnLstm}: epsilon, momentum, initialisers and Adam. <b>Cost.</b> 0.5 GFLOP a window.
 */
@SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
public final class Cnn extends SoundNetwork {
    private final NotebookStem stem;

    private Cnn(Builder builder) {
        super("cnn", builder);
        this.stem = builder.stem();
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
        return stem.draw(new GraphSketch(spec)).output(0);
    }

    /** The sizes that may differ from the notebook's. */
    public static final class Builder extends NotebookStem.Builder<Builder> {

        private Builder() {
            super();
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Cnn build() {
            return new Cnn(this);
        }
    }
}
