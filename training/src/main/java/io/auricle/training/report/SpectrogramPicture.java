package io.auricle.training.report;

import io.auricle.features.Spectrogram;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A spectrogram as a data URI of a PNG, one pixel a value, low bands below; bright is loud, over 80 dB. */
final class SpectrogramPicture {
    private static final float RANGE_DB = 80;
    /** Five stops of the perceptually even map "magma". */
    private static final int[][] STOPS = {{0, 0, 4}, {81, 18, 124}, {183, 55, 121}, {252, 137, 97}, {252, 253, 191}};

    private SpectrogramPicture() {}

    static String dataUri(Spectrogram spectrogram) {
        float[] values = spectrogram.values();
        float loudest = Float.NEGATIVE_INFINITY;
        float quietest = Float.POSITIVE_INFINITY;
        for (float value : values) {
            loudest = Math.max(loudest, value);
            quietest = Math.min(quietest, value);
        }
        float floor = Math.max(quietest, loudest - RANGE_DB);
        float range = Math.max(1e-6f, loudest - floor);
        int rows = spectrogram.rows();
        int frames = spectrogram.frames();
        BufferedImage image = new BufferedImage(frames, rows, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows; row++) {
            for (int frame = 0; frame < frames; frame++) {
                float level = Math.max(0, (values[row * frames + frame] - floor) / range);
                image.setRGB(frame, rows - 1 - row, color(level));
            }
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
    }

    private static int color(float level) {
        float place = Math.min(level, 1) * (STOPS.length - 1);
        int below = Math.min((int) place, STOPS.length - 2);
        float share = place - below;
        int rgb = 0;
        for (int channel = 0; channel < 3; channel++) {
            float value = STOPS[below][channel] * (1 - share) + STOPS[below + 1][channel] * share;
            rgb = rgb << 8 | Math.round(value);
        }
        return rgb;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a picture could not be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
