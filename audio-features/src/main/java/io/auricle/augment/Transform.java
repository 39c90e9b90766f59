package io.auricle.augment;

import java.util.Map;

/**
 * A random change of a training example. A transform is a value: its word and its settings say all about it, so that a run
 * can record it and another run can make it again.
 *
 * <p><b>Threads.</b> Immutable; the generator that is passed in belongs to one thread.
 */
public sealed interface Transform permits WaveformTransform, SpectrogramTransform {
    /** {@return the word for this kind of transform, such as {@code time-shift}} */
    String word();

    /** {@return what this one was made with, by name: numbers, text, truth values, lists and maps of these} */
    Map<String, Object> settings();
}
