package io.auricle.training.options;

import static io.auricle.internal.Checks.check;

/**
 * What keeps the network from learning its training windows by heart.
 *
 * @param weightDecay     decoupled decay of weights (not of biases), times the learning rate, per step; 0 to below 1
 * @param dropout         share of the network's own dropout that is in force; 1 is the network's, 0 drops nothing
 * @param labelSmoothing  share of a label that is spread over all classes; 0 to below 1
 * @param averageDecay    decay per step of the moving average of weights that is evaluated and kept; 0 keeps the
 *                       weights themselves, below 1
 * @param debiasBatchNorm whether running statistics of batch normalisation, which start at 0 and 1, are freed of that
 *                       start before they are used, as Adam does with its moments; it matters in short runs
 * @param batchNormDecay  share of batch normalisation's running statistics that a step keeps; 0 to below 1. With many
 *                       steps 0.99 averages more; in short runs the statistics lag behind the weights and a lower one
 *                       serves better
 */
public record Regularisation(
        double weightDecay,
        double dropout,
        double labelSmoothing,
        double averageDecay,
        boolean debiasBatchNorm,
        double batchNormDecay) {
    /** Checks every range. */
    public Regularisation {
        check(weightDecay >= 0 && weightDecay < 1, "weightDecay must be in [0, 1), got %s", weightDecay);
        check(dropout >= 0 && dropout <= 1, "dropout must be in [0, 1], got %s", dropout);
        check(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing must be in [0, 1), got %s", labelSmoothing);
        check(averageDecay >= 0 && averageDecay < 1, "averageDecay must be in [0, 1), got %s", averageDecay);
        check(batchNormDecay >= 0 && batchNormDecay < 1, "batchNormDecay must be in [0, 1), got %s", batchNormDecay);
    }

    /** {@return a builder with the defaults: what is off, is off} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.weightDecay = weightDecay;
        builder.dropout = dropout;
        builder.labelSmoothing = labelSmoothing;
        builder.averageDecay = averageDecay;
        builder.debiasBatchNorm = debiasBatchNorm;
        builder.batchNormDecay = batchNormDecay;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private double weightDecay;
        private double dropout = 1;
        private double labelSmoothing;
        private double averageDecay;
        private boolean debiasBatchNorm;
        private double batchNormDecay = 0.99;

        private Builder() {}

        /**
         * Sets {@code weightDecay}: decoupled decay of weights (not of biases), times the learning rate, per step; 0
         * to below 1.
         */
        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        /**
         * Sets {@code dropout}: share of the network's own dropout that is in force; 1 is the network's, 0 drops
         * nothing.
         */
        public Builder dropout(double value) {
            dropout = value;
            return this;
        }

        /** Sets {@code labelSmoothing}: share of a label that is spread over all classes; 0 to below 1. */
        public Builder labelSmoothing(double value) {
            labelSmoothing = value;
            return this;
        }

        /**
         * Sets {@code averageDecay}: decay per step of the moving average of weights that is evaluated and kept; 0
         * keeps the weights themselves, below 1.
         */
        public Builder averageDecay(double value) {
            averageDecay = value;
            return this;
        }

        /**
         * Sets {@code debiasBatchNorm}: whether running statistics of batch normalisation, which start at 0 and 1,
         * are freed of that start before they are used, as Adam does with its moments; it matters in short runs.
         */
        public Builder debiasBatchNorm(boolean value) {
            debiasBatchNorm = value;
            return this;
        }

        /**
         * Sets {@code batchNormDecay}: share of batch normalisation's running statistics that a step keeps; 0 to
         * below 1. With many steps 0.99 averages more; in short runs the statistics lag behind the weights and a
         * lower one serves better.
         */
        public Builder batchNormDecay(double value) {
            batchNormDecay = value;
            return this;
        }

        /** Makes the options, or refuses one that is out of its range. */
        public Regularisation build() {
            return new Regularisation(
                    weightDecay, dropout, labelSmoothing, averageDecay, debiasBatchNorm, batchNormDecay);
        }
    }
}
