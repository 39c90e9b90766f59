package io.auricle.zoo.classify;

import io.auricle.features.Spectrogram;
import java.awt.image.BufferedImage;

/** A spectrogram in grey with importance as a warm glow over it. */
final class ExplanationPicture {
    private static final int[] GLOW = {255, 96, 0};

    private ExplanationPicture() {}

    static BufferedImage draw(Explanation explanation, int scale) {
        Spectrogram spectrogram = explanation.spectrogram();
        float[] grey = toUnit(spectrogram.values(), least(spectrogram.values()));
        float[] glow = toUnit(explanation.importance().values(), 0);
        int rows = spectrogram.rows();
        int frames = spectrogram.frames();
        BufferedImage image = new BufferedImage(frames * scale, rows * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            int row = rows - 1 - y / scale;
            for (int x = 0; x < image.getWidth(); x++) {
                int place = row * frames + x / scale;
                image.setRGB(x, y, mix(grey[place], glow[place]));
            }
        }
        return image;
    }

    private static float least(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** Brings values from [floor, largest] to [0, 1]; what is below the floor to 0. */
    private static float[] toUnit(float[] values, float floor) {
        float largest = floor;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length && largest > floor; i++) {
            unit[i] = Math.max(0, (values[i] - floor) / (largest - floor));
        }
        return unit;
    }

    private static int mix(float grey, float glow) {
        int rgb = 0;
        for (int channel : GLOW) {
            float share = 0.8f * glow;
            rgb = rgb << 8 | Math.round((1 - share) * 255 * grey + share * channel);
        }
        return rgb;
    }
}
