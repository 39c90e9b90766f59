package io.auricle.training.options;

import static io.auricle.internal.Checks.check;

import java.util.Map;

/**
 * How the learning rate moves from the first step of a run to the last; the option {@code learningRate} is its peak. One of
 * your own implements {@link #word} and {@link #share}.
 *
 * <p><b>Threads.</b> Immutable.
 */
public interface LearningRateSchedule {
    /** The same rate at every step. */
    LearningRateSchedule CONSTANT = Schedules.CONSTANT;

    /** Half a cosine from the peak down to zero. */
    LearningRateSchedule COSINE = Schedules.COSINE;

    /**
     * One cycle: over the first three tenths of the run from 1/25 of the peak up to it, then down to a ten-thousandth of
     * the start, along half cosines. Follows Smith and Topin 2018 with the proportions of PyTorch's {@code OneCycleLR}.
     */
    LearningRateSchedule ONE_CYCLE = Schedules.ONE_CYCLE;

    /** {@return the word that {@code config.json} has for it, such as {@code one-cycle}} */
    String word();

    /** {@return what it was made with, by name; nothing unless overridden} */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * Says how much of the peak applies at one point of the run.
     *
     * @param progress 0 at the first step, 1 at the last
     * @return the share, in [0, 1]
     */
    double share(double progress);

    /**
     * Returns the learning rate of one step.
     *
     * @param peak  largest rate of the run; above 0
     * @param step  step since the start of the run, from 0
     * @param steps steps of the whole run; above {@code step}
     * @return the rate to apply at that step
     */
    default double at(double peak, long step, long steps) {
        check(step >= 0 && step < steps, "step must be in [0, %d), got %d", steps, step);
        double share = share(steps == 1 ? 0 : (double) step / (steps - 1));
        check(share >= 0 && share <= 1, "share of schedule %s must be in [0, 1], got %s", word(), share);
        return peak * share;
    }
}
