package io.auricle.features;

import io.auricle.features.internal.Kernels;

/**
 * Whether this JVM computes spectra with the Vector API, several frames at once, and if not, why.
 *
 * <pre>{@code
 * java --add-modules jdk.incubator.vector ...           // several times as fast; nothing else changes
 * }</pre>
 *
 * <p><b>Units.</b> None. <b>Follows</b> {@code jdk.incubator.vector} of JDK 17 and later. <b>Threads.</b> Any. <b>Cost.</b> The
 * first call looks for the module.
 */
public final class VectorApi {
    private VectorApi() {}

    /**
     * Whether the Vector API is in use.
     *
     * @return true if spectra with FFT sizes of a power of two, and decibels, are computed with it
     */
    public static boolean inUse() {
        return Kernels.whyNotVector().isEmpty();
    }

    /**
     * What computes spectra here, for people.
     *
     * @return what is in use; if that is not the Vector API, also why
     */
    public static String describe() {
        String description = Kernels.fastest().description();
        return inUse() ? description : description + "; the Vector API is not used: " + Kernels.whyNotVector();
    }
}
