package io.auricle.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The PNG format (ISO/IEC 15948): 8-bit RGB, every row as differences to the pixel before it. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BYTES_PER_PIXEL = 3;
    private static final int FILTER_SUB = 1;

    private Png() {}

    static void write(Picture picture, OutputStream out) throws IOException {
        out.write(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", compressed(picture));
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] compressed(Picture picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            var row = new byte[1 + BYTES_PER_PIXEL * picture.width()];
            row[0] = FILTER_SUB;
            for (int y = 0; y < picture.height(); y++) {
                int before = 0;
                for (int x = 0; x < picture.width(); x++) {
                    int color = picture.rgb(x, y);
                    for (int i = 0; i < BYTES_PER_PIXEL; i++) {
                        int shift = 16 - 8 * i;
                        row[1 + BYTES_PER_PIXEL * x + i] = (byte) ((color >> shift) - (before >> shift));
                    }
                    before = color;
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] body) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        var data = new DataOutputStream(out);
        data.writeInt(body.length);
        data.write(name);
        data.write(body);
        data.writeInt((int) crc.getValue());
        data.flush();
    }
}
