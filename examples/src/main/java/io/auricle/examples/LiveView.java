package io.auricle.examples;

import io.auricle.zoo.classify.LiveSound;

/** Shows live sound to somebody: a person, or a program. */
interface LiveView extends LiveSound.Listener {

    /**
     * Takes a block of sound, before the classifier does.
     *
     * @param block   {@code [channel][sample]}
     * @param count   samples of it
     * @param seconds of sound so far, this block included
     */
    void block(float[][] block, int count, double seconds);

    /** Shows nothing more. */
    default void end() {}
}
