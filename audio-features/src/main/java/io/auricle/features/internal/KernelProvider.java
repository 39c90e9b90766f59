package io.auricle.features.internal;

/** A way to compute: plain Java, or the Vector API. */
public interface KernelProvider {
    /**
     * Makes scratch space and tables for one thread.
     *
     * @param plan what to compute of each frame
     * @return a new kernel
     */
    FrameKernel newKernel(FramePlan plan);

    /**
     * Converts powers to decibels.
     *
     * @return the conversion, shared by threads
     */
    DecibelKernel decibels();

    /**
     * What this is, for people.
     *
     * @return a few words
     */
    String description();
}
