package io.auricle.data;

import static java.util.Objects.requireNonNull;

import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;

/**
 * A function from a window's samples to the values that a {@link FeatureSource} holds: spectrograms, or the output of a network on them.
 *
 * <pre>{@code
 * WindowTransform spectrograms = WindowTransform.spectrograms(FrontEnd.compact());
 * }</pre>
 *
 * <p><b>Threads.</b> Share it; each thread starts a {@link Computation} of its own.
 */
public interface WindowTransform {
    /**
     * {@return a text that is equal only if all values are: the settings, the weights' digest, the version of the computation} The front
     * end that cuts the windows is added to it.
     */
    String key();

    /** {@return how many values a window gives; at least 1} */
    int valuesPerWindow();

    /** {@return scratch space for one thread} */
    Computation start();

    /** What one thread computes with. */
    interface Computation extends AutoCloseable {
        /**
         * Computes the values of one window.
         *
         * @param window samples at the front end's rate; not to be changed
         * @param into   values are written
         * @param offset of the first one in {@code into}
         */
        void computeInto(float[] window, float[] into, int offset);

        /** Frees the scratch space; does nothing unless overridden. */
        @Override
        default void close() {}
    }

    /**
     * The values of {@link FrontEnd#spectrograms}, bands x frames, row-major.
     *
     * @param frontEnd how sound becomes spectrograms
     * @return the transform
     */
    static WindowTransform spectrograms(FrontEnd frontEnd) {
        requireNonNull(frontEnd, "frontEnd");
        return new WindowTransform() {
            @Override
            public String key() {
                return ""; // the front end holds all settings
            }

            @Override
            public int valuesPerWindow() {
                return frontEnd.bands() * frontEnd.frames();
            }

            @Override
            public Computation start() {
                Extractor extractor = frontEnd.extractor();
                return extractor::computeInto;
            }
        };
    }
}
