package io.auricle.features.internal;

import io.auricle.features.SignalTooShortException;

/**
 * Where the frames of a signal lie: frame {@code t} begins at sample {@code t * hopLength - margin}.
 *
 * @param frameSamples samples of a frame
 * @param hopLength    samples from one frame to the next
 * @param margin       samples added at each end
 * @param reflect      true if they mirror the signal, false if they are zeros
 */
public record Framing(int frameSamples, int hopLength, int margin, boolean reflect) {
    /**
     * The number of frames that a signal gives.
     *
     * @param samples length of the signal
     * @return at least 1
     * @throws SignalTooShortException if the signal is too short
     */
    public int frames(long samples) {
        // Written out, because check() would box its numbers at every call.
        if (samples < 1) {
            throw new SignalTooShortException("at least 1 sample", 1, samples);
        }
        if (samples + 2L * margin < frameSamples) {
            throw new SignalTooShortException(
                    "at least 1 frame = " + frameSamples + " samples without padding", frameSamples, samples);
        }
        if (reflect && samples <= margin) {
            throw new SignalTooShortException(
                    "more than fftSize / 2 = " + margin + " samples where padding is REFLECT", margin + 1L, samples);
        }
        return Math.toIntExact(1 + (samples + 2L * margin - frameSamples) / hopLength);
    }

    /**
     * Copies samples of the padded signal.
     *
     * @param signal  some of the signal
     * @param from    where its sample {@code first} is
     * @param first   the signal's sample that is at {@code from}
     * @param length  the signal's length
     * @param start   the first position to copy: below 0 and from {@code length} on are the margins
     * @param into    receives the samples
     * @param count   how many
     */
    public void copyPadded(float[] signal, int from, long first, long length, long start, float[] into, int count) {
        if (start >= 0 && start + count <= length) {
            System.arraycopy(signal, (int) (from + start - first), into, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            long position = start + i;
            if (reflect) {
                position = position < 0 ? -position : position;
                position = position >= length ? 2 * (length - 1) - position : position;
            }
            into[i] = position >= 0 && position < length ? signal[(int) (from + position - first)] : 0;
        }
    }
}
