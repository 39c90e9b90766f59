package io.auricle.zoo;

import static io.auricle.internal.Checks.check;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A convolutional recurrent network that keeps time: blocks that pool more in frequency than in time, then LSTMs over the frames that
 * are left, then the mean of what they say.
 *
 * <pre>
 * layer                                                  output (64 bands x 173 frames)   parameters
 * ----------------------------------------------------   ------------------------------   ----------
 * spectrogram                                              1 x 64 x 173
 * conv 3x3 same, 32 · batch norm · ReLU                   32 x 64 x 173                        416
 * max-pool 2x2 · dropout 0.1                              32 x 32 x  86
 * conv 3x3 same, 64 · batch norm · ReLU                   64 x 32 x  86                     18 688
 * max-pool 2x2 · dropout 0.1                              64 x 16 x  43
 * conv 3x3 same, 128 · batch norm · ReLU                 128 x 16 x  43                     74 240
 * max-pool 2x2 · dropout 0.1                             128 x  8 x  21
 * conv 3x3 same, 128 · batch norm · ReLU                 128 x  8 x  21                    147 968
 * max-pool 2x1 (bands only) · dropout 0.1                128 x  4 x  21
 * frames become steps                                    512 x 21
 * bidirectional LSTM 96 · dropout 0.2                    192 x 21                          467 712
 * bidirectional LSTM 96                                  192 x 21                          221 952
 * mean over time · dropout 0.3                           192
 * softmax                                                 10                                 1 930
 *                                                                                          -------
 *                                                                                          932 906
 * </pre>
 *
 * <p><b>Follows</b> the common CRNN of sound event detection (Cakir et al. 2017) in this project's own sizes. Batch norm epsilon 1e-5 and
 * momentum 0.9; He's initial weights before ReLU, Glorot and orthogonal ones in the LSTMs (tanh, sigmoid gates, forget bias 1); Adam at
 * 1e-3. <b>Cost.</b> 0.3 GFLOP a window.
 */
@SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
public final class Crnn extends SoundNetwork {
    private static final int KERNEL = 3;
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.9;

    private final int[] filters;
    private final int timePoolings;
    private final int lstmUnits;
    private final int lstmLayers;
    private final boolean bidirectional;

    private Crnn(Builder builder) {
        super("crnn", builder);
        check(
                builder.filters.length >= 1 && Arrays.stream(builder.filters).allMatch(count -> count >= 1),
                "filters must be at least one number, each at least 1, got %s",
                Arrays.toString(builder.filters));
        check(
                builder.timePoolings >= 0 && builder.timePoolings <= builder.filters.length,
                "timePoolings must be in [0, %d], the number of blocks, got %d",
                builder.filters.length,
                builder.timePoolings);
        check(builder.lstmUnits >= 1, "lstmUnits must be at least 1, got %d", builder.lstmUnits);
        check(
                builder.lstmLayers >= 1 && builder.lstmLayers <= 2,
                "lstmLayers must be 1 or 2, got %d",
                builder.lstmLayers);
        this.filters = builder.filters;
        this.timePoolings = builder.timePoolings;
        this.lstmUnits = builder.lstmUnits;
        this.lstmLayers = builder.lstmLayers;
        this.bidirectional = builder.bidirectional;
        checkSize();
    }

    /** {@return a builder with the table's sizes; front end and classes are still to be set} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected InputSize smallestInput() {
        return new InputSize(1 << filters.length, 1 << timePoolings);
    }

    @Override
    protected ComputationGraphConfiguration configure(NetworkSpec spec) {
        GraphSketch sketch = new GraphSketch(spec);
        for (int block = 0; block < filters.length; block++) {
            sketch.sameConvolution(filters[block], KERNEL)
                    .batchNorm(EPSILON, MOMENTUM)
                    .relu()
                    .maxPool(2, block < timePoolings ? 2 : 1)
                    .dropout(0.1);
        }
        sketch.framesToSteps();
        for (int layer = 1; layer <= lstmLayers; layer++) {
            lstm(sketch).dropout(layer < lstmLayers ? 0.2 : 0);
        }
        return sketch.meanOverTime().dropout(0.3).output(0);
    }

    private GraphSketch lstm(GraphSketch sketch) {
        return bidirectional
                ? sketch.bidirectionalLstm(lstmUnits, Activation.TANH)
                : sketch.lstm(lstmUnits, Activation.TANH);
    }

    /** The sizes that may differ from the table's. */
    public static final class Builder extends SoundNetwork.Builder<Builder> {
        private int[] filters = {32, 64, 128, 128};
        private int timePoolings = 3;
        private int lstmUnits = 96;
        private int lstmLayers = 2;
        private boolean bidirectional = true;

        private Builder() {
            super(new Adam(1e-3));
        }

        /**
         * Sets the convolution blocks; 32, 64, 128, 128 unless set. Each halves the bands.
         *
         * @param filters filters of each block, each at least 1; as many blocks as numbers, so set {@link #timePoolings} to fit
         * @return this builder
         */
        public Builder filters(int... filters) {
            this.filters = filters.clone();
            return this;
        }

        /**
         * Sets how many blocks, from the first, also halve the frames; 3 unless set.
         *
         * @param timePoolings from 0 (every frame is a step) to the number of blocks
         * @return this builder
         */
        public Builder timePoolings(int timePoolings) {
            this.timePoolings = timePoolings;
            return this;
        }

        /**
         * Sets the size of each LSTM, by direction; 96 unless set.
         *
         * @param units at least 1
         * @return this builder
         */
        public Builder lstmUnits(int units) {
            this.lstmUnits = units;
            return this;
        }

        /**
         * Sets the number of LSTMs, one above the other; 2 unless set.
         *
         * @param layers 1 or 2
         * @return this builder
         */
        public Builder lstmLayers(int layers) {
            this.lstmLayers = layers;
            return this;
        }

        /**
         * Sets whether the LSTMs also read backwards; true unless set.
         *
         * @param bidirectional false for forwards only
         * @return this builder
         */
        public Builder bidirectional(boolean bidirectional) {
            this.bidirectional = bidirectional;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        public Crnn build() {
            return new Crnn(this);
        }
    }
}
