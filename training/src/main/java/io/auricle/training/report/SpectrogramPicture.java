package io.auricle.training.report;

import io.auricle.features.Spectrogram;
import io.auricle.picture.ColorMap;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A spectrogram as a data URI of a PNG, one pixel a value, low bands below; bright is loud, over 80 dB. */
final class SpectrogramPicture {
    private static final float RANGE_DB = 80;

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
                float level = (values[row * frames + frame] - floor) / range;
                image.setRGB(frame, rows - 1 - row, ColorMap.MAGMA.rgb(level));
            }
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(image));
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
