package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of a feature over time: mel bands, FFT bins, or coefficients by frame.
 *
 * <pre>{@code
 * Spectrogram mel = MelSpectrogram.of(MelConfig.builder().build()).compute(samples);
 * float loudest = mel.at(12, 40);                       // band 12, frame 40
 * }</pre>
 *
 * <p><b>Shape.</b> rows x frames, row-major: {@code values()[row * frames + frame]}. <b>Units.</b> Those of the feature that
 * made it. <b>Follows</b> librosa's orientation (time on the last axis). <b>Threads.</b> Immutable, share it.
 * <b>Cost.</b> One array; {@link #of} and {@link #values} copy it.
 */
public final class Spectrogram {
    private final int rows;
    private final int frames;
    private final float[] values;

    private Spectrogram(int rows, int frames, float[] values) {
        this.rows = rows;
        this.frames = frames;
        this.values = values;
    }

    /**
     * Copies values into a spectrogram.
     *
     * @param rows   number of rows, at least 1
     * @param frames number of frames, at least 0 (a stream may have none ready)
     * @param values rows x frames numbers, row-major
     * @return the spectrogram
     * @throws IllegalArgumentException if rows or frames is out of range, or the array has another length than rows x frames
     */
    public static Spectrogram of(int rows, int frames, float[] values) {
        return wrap(rows, frames, requireNonNull(values, "values").clone());
    }

    /** The same without the copy: only for arrays that nobody else keeps. */
    static Spectrogram wrap(int rows, int frames, float[] values) {
        check(rows >= 1, "rows must be at least 1, got %d", rows);
        check(frames >= 0, "frames must be at least 0, got %d", frames);
        check(
                (long) rows * frames == values.length,
                "values must hold rows x frames = %d x %d numbers, got %d",
                rows,
                frames,
                values.length);
        return new Spectrogram(rows, frames, values);
    }

    /**
     * The number of rows.
     *
     * @return bands, bins or coefficients, at least 1
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of frames.
     *
     * @return columns, at least 0
     */
    public int frames() {
        return frames;
    }

    /**
     * One value.
     *
     * @param row   from 0 to rows - 1
     * @param frame from 0 to frames - 1
     * @return the value there
     * @throws IndexOutOfBoundsException if row or frame is out of range
     */
    public float at(int row, int frame) {
        return values[Objects.checkIndex(row, rows) * frames + Objects.checkIndex(frame, frames)];
    }

    /**
     * All values.
     *
     * @return a copy, row-major
     */
    public float[] values() {
        return values.clone();
    }

    /**
     * All values, row by row.
     *
     * @return a new array, [row][frame]
     */
    public float[][] toArray() {
        float[][] array = new float[rows][];
        for (int row = 0; row < rows; row++) {
            array[row] = Arrays.copyOfRange(values, row * frames, (row + 1) * frames);
        }
        return array;
    }

    /** The array itself, for code of this package that only reads it. */
    float[] raw() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spectrogram that
                && rows == that.rows
                && frames == that.frames
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Spectrogram[" + rows + " x " + frames + "]";
    }
}
