package io.auricle.zoo;

import static io.auricle.internal.Checks.check;

import java.util.Arrays;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** What {@code cnn-lstm} and {@code cnn} share: the notebook's four convolution blocks and its dense layer. */
record NotebookStem(int[] filters, int dense) {
    static final double EPSILON = 1e-3;
    static final double MOMENTUM = 0.99;
    private static final int KERNEL = 3;
    private static final int POOL = 2;

    NotebookStem {
        check(
                filters.length >= 1 && Arrays.stream(filters).allMatch(count -> count >= 1),
                "filters must be at least one number, each at least 1, got %s",
                Arrays.toString(filters));
        check(dense >= 1, "dense must be at least 1, got %d", dense);
    }

    /** What both networks let one choose. */
    abstract static class Builder<B extends Builder<B>> extends SoundNetwork.Builder<B> {
        private int[] filters = {32, 64, 128, 256};
        private int dense = 128;

        Builder() {
            super(optimiser());
        }

        /**
         * Sets the convolutions; 32, 64, 128, 256 unless set.
         *
         * @param filters filters of each block, each at least 1; as many blocks as numbers
         * @return this builder
         */
        public B filters(int... filters) {
            this.filters = filters.clone();
            return self();
        }

        /**
         * Sets the dense layer that follows the convolutions; 128 unless set.
         *
         * @param units at least 1
         * @return this builder
         */
        public B dense(int units) {
            this.dense = units;
            return self();
        }

        NotebookStem stem() {
            return new NotebookStem(filters, dense);
        }
    }

    /** Adam as the notebook runs it: 1e-4, with Keras's epsilon. */
    static IUpdater optimiser() {
        return new Adam(1e-4, 0.9, 0.999, 1e-7);
    }

    InputSize smallestInput() {
        InputSize size = new InputSize(1, 1);
        for (int block = 0; block < filters.length; block++) {
            size = size.beforePooling(POOL, POOL).beforeConvolution(KERNEL);
        }
        return size;
    }

    GraphSketch draw(GraphSketch sketch) {
        for (int count : filters) {
            sketch.convolutionRelu(count, KERNEL)
                    .maxPool(POOL, POOL)
                    .dropout(0.25)
                    .batchNorm(EPSILON, MOMENTUM);
        }
        return sketch.denseRelu(dense, 0).dropout(0.5).batchNorm(EPSILON, MOMENTUM);
    }
}
