package io.auricle.training.options;

import static io.auricle.internal.Checks.check;

import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;

/**
 * How a gradient becomes a change of weights. One of your own hands over any updater of Deeplearning4j; networks on oneDNN run
 * Adam's step themselves and any other through ND4J.
 *
 * <p><b>Threads.</b> Immutable.
 */
public interface Optimiser {
    /** {@return the word that {@code config.json} has for it, such as {@code adam}} */
    String word();

    /** {@return what it was made with, by name} */
    Map<String, Object> settings();

    /**
     * Makes a new updater; the run sets its learning rate at each step.
     *
     * @param learningRate peak of the schedule
     * @return an updater that has a learning rate
     */
    IUpdater updater(double learningRate);

    /** {@return Adam as in its paper: 0.9, 0.999, 1e-8} */
    static Optimiser adam() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    /**
     * Adam. <b>Follows</b> Kingma and Ba 2015.
     *
     * @param beta1   decay of the mean of gradients; 0 to below 1
     * @param beta2   decay of the mean of their squares; 0 to below 1
     * @param epsilon added to the root of that mean; above 0
     */
    record Adam(double beta1, double beta2, double epsilon) implements Optimiser {
        /** Checks every range. */
        public Adam {
            check(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1), got %s", beta1);
            check(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1), got %s", beta2);
            check(epsilon > 0 && epsilon <= 1, "epsilon must be in (0, 1], got %s", epsilon);
        }

        @Override
        public String word() {
            return "adam";
        }

        @Override
        public Map<String, Object> settings() {
            return new TreeMap<>(Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon));
        }

        @Override
        public IUpdater updater(double learningRate) {
            return new org.nd4j.linalg.learning.config.Adam(learningRate, beta1, beta2, epsilon);
        }
    }

    /**
     * Gradient descent with Nesterov's momentum.
     *
     * @param momentum share of the last change that goes on; 0 (plain descent) to below 1
     */
    record Momentum(double momentum) implements Optimiser {
        /** Checks the range. */
        public Momentum {
            check(momentum >= 0 && momentum < 1, "momentum must be in [0, 1), got %s", momentum);
        }

        @Override
        public String word() {
            return "momentum";
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("momentum", momentum);
        }

        @Override
        public IUpdater updater(double learningRate) {
            return new Nesterovs(learningRate, momentum);
        }
    }
}
