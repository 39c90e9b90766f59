package io.auricle.zoo.model;

import static io.auricle.internal.Checks.check;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Probabilities from which a label counts as an answer; calibrated on validation clips.
 *
 * @param values none, one for all labels, or one per label; each in [0, 1]
 */
public record Thresholds(List<Double> values) {
    private static final double USUAL_OF_SIGMOID = 0.5;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if one is not in [0, 1]
     */
    public Thresholds {
        values = List.copyOf(values);
        for (double value : values) {
            check(value >= 0 && value <= 1, "threshold must be in [0, 1], got %s", value);
        }
    }

    /** {@return none: 0 for a softmax, which is always sure, and 0.5 for each label of a sigmoid} */
    public static Thresholds none() {
        return new Thresholds(List.of());
    }

    /**
     * One threshold for all labels.
     *
     * @param value in [0, 1]
     * @return the thresholds
     */
    public static Thresholds of(double value) {
        return new Thresholds(List.of(value));
    }

    /**
     * One threshold for all labels, or none.
     *
     * @param value in [0, 1], or empty
     * @return the thresholds
     */
    public static Thresholds of(OptionalDouble value) {
        return value.isPresent() ? of(value.getAsDouble()) : none();
    }

    /**
     * One threshold per label.
     *
     * @param values each in [0, 1], in the order of the labels
     * @return the thresholds
     */
    public static Thresholds perLabel(List<Double> values) {
        return new Thresholds(values);
    }

    /** {@return the one threshold of all labels; empty if there is none, or they differ} */
    public OptionalDouble common() {
        boolean equal = !values.isEmpty() && Collections.frequency(values, values.get(0)) == values.size();
        return equal ? OptionalDouble.of(values.get(0)) : OptionalDouble.empty();
    }

    /**
     * The threshold of a label.
     *
     * @param label  its index
     * @param output what the probabilities mean
     * @return the probability from which the label counts as an answer
     */
    public double of(int label, OutputKind output) {
        if (values.isEmpty()) {
            return output == OutputKind.SIGMOID ? USUAL_OF_SIGMOID : 0;
        }
        return values.size() == 1 ? values.get(0) : values.get(label);
    }
}
