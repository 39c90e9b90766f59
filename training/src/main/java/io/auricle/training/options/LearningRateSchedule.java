package io.auricle.training.options;

import static io.auricle.internal.Checks.check;

/** How the learning rate moves from the first step of a run to the last; the option {@code learningRate} is its peak. */
public enum LearningRateSchedule {
    /** The same rate at every step. */
    CONSTANT {
        @Override
        double share(double progress) {
            return 1;
        }
    },
    /** Half a cosine from the peak down to zero. */
    COSINE {
        @Override
        double share(double progress) {
            return cosine(1, 0, progress);
        }
    },
    /**
     * One cycle: over the first three tenths of the run from 1/25 of the peak up to it, then down to a ten-thousandth of
     * the start, along half cosines. Follows Smith and Topin 2018 with the proportions of PyTorch's {@code OneCycleLR}.
     */
    ONE_CYCLE {
        @Override
        double share(double progress) {
            double start = 1.0 / 25;
            return progress < WARM_UP
                    ? cosine(start, 1, progress / WARM_UP)
                    : cosine(1, start / 1e4, (progress - WARM_UP) / (1 - WARM_UP));
        }
    };

    private static final double WARM_UP = 0.3;

    /**
     * Returns the learning rate of one step.
     *
     * @param peak  largest rate of the run; above 0
     * @param step  step since the start of the run, from 0
     * @param steps steps of the whole run; above {@code step}
     * @return the rate to apply at that step
     */
    public double at(double peak, long step, long steps) {
        check(step >= 0 && step < steps, "step must be in [0, %d), got %d", steps, step);
        return peak * share(steps == 1 ? 0 : (double) step / (steps - 1));
    }

    /** The share of the peak at {@code progress} in [0, 1]. */
    abstract double share(double progress);

    private static double cosine(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
