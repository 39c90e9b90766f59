package io.auricle.picture;

import static java.util.Objects.requireNonNull;

import io.auricle.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Pixels, ready to be written as PNG.
 *
 * <p><b>Threads.</b> Immutable, share it.
 */
public final class Picture {
    private final int width;
    private final int height;
    private final int[] rgb;

    /** Takes pixels that nobody changes any more. */
    Picture(int width, int height, int[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** Returns the width, in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height, in pixels. */
    public int height() {
        return height;
    }

    /**
     * The colour of a pixel.
     *
     * @param x from 0, the left
     * @param y from 0, the top
     * @return 0xRRGGBB
     * @throws IndexOutOfBoundsException if there is no such pixel
     */
    public int rgb(int x, int y) {
        return rgb[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
    }

    /**
     * Writes a PNG file, aside first and then renamed.
     *
     * @param file where to; replaced if it is there
     * @throws IOException if writing fails
     */
    public void writePng(Path file) throws IOException {
        AtomicFile.write(requireNonNull(file, "file"), this::writePng);
    }

    /**
     * Writes PNG to a stream, which stays open.
     *
     * @param out where to
     * @throws IOException if writing fails
     */
    public void writePng(OutputStream out) throws IOException {
        Png.write(this, requireNonNull(out, "out"));
    }
}
