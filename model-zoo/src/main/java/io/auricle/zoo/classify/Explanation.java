package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import io.auricle.features.Spectrogram;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Which regions of a window's spectrogram drove an answer; made by {@link SoundClassifier#explain}.
 *
 * <pre>{@code
 * Explanation why = classifier.explain(clip, "siren");
 * boolean[] regions = why.marked(0.1);                    // the tenth that mattered most
 * ImageIO.write(why.picture(4), "png", new File("why.png"));
 * }</pre>
 *
 * <p>The spectrogram is divided into some 400 cells. Each is covered, once with an average sound (the mean of the training clips) and once
 * with the window's own silence, and the network asked again: the cell that costs the label most is the most important, then the one that
 * costs most beside it, and so on for a fifth of the picture; the rest follows as it stood by then.
 *
 * <p><b>Shape.</b> Both spectrograms are bands x frames of the model's front end. <b>Units.</b> Importance is in nats: how much the
 * logarithm of the label's odds falls; below 0 where the label gains. <b>Follows</b> the occlusion maps of Zeiler and Fergus, "Visualizing
 * and Understanding Convolutional Networks", 2014, made greedy. <b>Threads.</b> Immutable.
 */
public final class Explanation {
    private final String label;
    private final double startSeconds;
    private final Prediction prediction;
    private final Spectrogram spectrogram;
    private final Spectrogram importance;
    private final List<Occlusion.Cell> cells;

    Explanation(
            String label,
            double startSeconds,
            Prediction prediction,
            Spectrogram spectrogram,
            List<Occlusion.Cell> cells) {
        this.label = label;
        this.startSeconds = startSeconds;
        this.prediction = prediction;
        this.spectrogram = spectrogram;
        this.cells = cells;
        float[] values = new float[spectrogram.rows() * spectrogram.frames()];
        for (Occlusion.Cell cell : cells) {
            for (int place : cell.places(spectrogram.frames())) {
                values[place] = (float) cell.cost();
            }
        }
        this.importance = Spectrogram.of(spectrogram.rows(), spectrogram.frames(), values);
    }

    /** {@return the label that is explained} */
    public String label() {
        return label;
    }

    /** {@return where the window starts in the clip, in seconds: the window in which the label is likeliest} */
    public double startSeconds() {
        return startSeconds;
    }

    /** {@return what the network says to this window} */
    public Prediction prediction() {
        return prediction;
    }

    /** {@return the window, in decibels} */
    public Spectrogram spectrogram() {
        return spectrogram;
    }

    /** {@return how much each place speaks for the label, in nats} */
    public Spectrogram importance() {
        return importance;
    }

    /**
     * Marks the places that matter most.
     *
     * @param share share of the picture to mark, in (0, 1]
     * @return bands x frames, row-major; {@code round(share * bands * frames)} of them true
     * @throws IllegalArgumentException if the share is out of range
     */
    public boolean[] marked(double share) {
        check(share > 0 && share <= 1, "share must be in (0, 1], got %s", share);
        boolean[] marked = new boolean[spectrogram.rows() * spectrogram.frames()];
        long left = Math.round(share * marked.length);
        for (Occlusion.Cell cell : cells) {
            for (int place : cell.places(spectrogram.frames())) {
                marked[place] = left-- > 0;
            }
        }
        return marked;
    }

    /**
     * Draws the spectrogram in grey, high bands on top, with what speaks for the label glowing over it.
     *
     * @param scale pixels a band and a frame; at least 1
     * @return frames * scale x bands * scale pixels
     * @throws IllegalArgumentException if the scale is below 1
     */
    public BufferedImage picture(int scale) {
        check(scale >= 1, "scale must be at least 1, got %d", scale);
        return ExplanationPicture.draw(this, scale);
    }
}
