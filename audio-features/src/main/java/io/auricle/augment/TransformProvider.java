package io.auricle.augment;

import java.util.Map;

/**
 * Makes transforms of one kind again from what a run recorded. A service: name your implementation in
 * {@code META-INF/services/io.auricle.augment.TransformProvider}, so that {@link Augmentation#fromMap} finds it.
 *
 * <p>A transform that is only passed to {@link Augmentation} needs no provider.
 */
public interface TransformProvider {
    /** {@return the word of the transforms that this makes; no other kind may have it} */
    String word();

    /**
     * Makes a transform.
     *
     * @param settings what {@link Transform#settings()} gave, perhaps written to JSON and read again
     * @return a transform equal to the one that had these settings
     * @throws IllegalArgumentException if a setting is missing, unknown or out of its range
     */
    Transform read(Map<String, Object> settings);
}
