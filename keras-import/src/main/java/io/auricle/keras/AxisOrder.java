package io.auricle.keras;

/** How the axes of an array in Keras's order are those of the network's input; the batch comes first in both. */
public enum AxisOrder {
    /** As in Keras. */
    AS_IN_KERAS,
    /** Keras's last axis is the network's first: rows, columns, channels become channels, rows, columns; time, features become features, time. */
    LAST_AXIS_FIRST
}
