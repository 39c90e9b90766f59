package io.auricle.features;

import java.util.function.UnaryOperator;

/**
 * A feature of a signal that comes in blocks, such as a microphone's or an hour of a file.
 *
 * <pre>{@code
 * FeatureStream stream = Decibels.of(DecibelConfig.builder().noTopDb().build()).over(mel.stream());
 * while ((n = audio.read(block)) > 0) {
 *     show(stream.push(block, 0, n));
 * }
 * show(stream.finish());
 * }</pre>
 *
 * <p><b>Shape.</b> Each call gives the frames that its samples completed, rows x frames; often none. Together they are bit for
 * bit what the whole-signal call gives, whatever the blocks' sizes. <b>Threads.</b> Not thread-safe: one signal, one thread.
 * <b>Cost.</b> Memory for a few frames, however long the signal is; one result array a call.
 */
public interface FeatureStream {
    /**
     * Rows of every result.
     *
     * @return at least 1
     */
    int rows();

    /**
     * Takes the next samples.
     *
     * @param samples holds them; all finite
     * @param from    the first
     * @param length  how many, at least 0
     * @return the frames that are now complete, from 0 up
     * @throws IllegalArgumentException  if a sample is NaN or infinite
     * @throws IndexOutOfBoundsException if the range leaves the array
     * @throws IllegalStateException     after {@link #finish()}
     */
    Spectrogram push(float[] samples, int from, int length);

    /**
     * Takes the next samples.
     *
     * @param samples all finite
     * @return the frames that are now complete, from 0 up
     * @throws IllegalArgumentException if a sample is NaN or infinite
     * @throws IllegalStateException    after {@link #finish()}
     */
    default Spectrogram push(float[] samples) {
        return push(samples, 0, samples.length);
    }

    /**
     * Ends the signal.
     *
     * @return the frames that reach beyond its last sample, from 0 up
     * @throws IllegalArgumentException if the signal is too short for its padding, as the whole-signal call says
     * @throws IllegalStateException    if called before
     */
    Spectrogram finish();

    /**
     * Changes every result on its way out.
     *
     * @param change maps a spectrogram to one with as many rows, frame by frame; called in order
     * @return a stream over this one, which then nobody else may use
     */
    default FeatureStream then(UnaryOperator<Spectrogram> change) {
        return new MappedStream(this, change);
    }
}
