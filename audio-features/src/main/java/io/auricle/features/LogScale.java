package io.auricle.features;

/** The unit of a logarithm of power. */
public enum LogScale {
    /** {@code 10 log10}. */
    DECIBELS,
    /** {@code ln}: {@code ln(10) / 10} times as many as decibels. */
    NATURAL_LOG
}
