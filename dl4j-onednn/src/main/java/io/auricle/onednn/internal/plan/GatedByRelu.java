package io.auricle.onednn.internal.plan;

/**
 * An operation whose result went through ReLU. A max-pool behind it may take over the zeroing of the gradient: the greatest
 * of a window is positive exactly where ReLU let it pass, and the pooled array is smaller.
 */
interface GatedByRelu {
    /** Gives the zeroing away, if there is any. */
    boolean handOverGate();
}
