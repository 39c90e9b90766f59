package io.auricle.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a file of plain samples of a random container, encoding, rate and number of channels, with chunks in a random
 * order and others between them; it knows the floats that must come out.
 */
final class PcmWriter {
    /** What is written: kind (int, float), bits, and the words for it in each container; zero where it has none. */
    private record Encoding(boolean floating, int bits, int au, String aifc, boolean wav) {}

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding(false, 8, 2, "twos", true),
            new Encoding(false, 16, 3, "twos", true),
            new Encoding(false, 24, 4, "in24", true),
            new Encoding(false, 32, 5, "in32", true),
            new Encoding(false, 16, 0, "sowt", false),
            new Encoding(false, 12, 0, "NONE", true),
            new Encoding(false, 20, 0, "NONE", true),
            new Encoding(true, 32, 6, "fl32", true),
            new Encoding(true, 64, 7, "fl64", true));

    private final Random random;
    final String name;
    final byte[] file;
    final float[][] expected;
    final int rate;

    private final Encoding encoding;
    private final int channels;

    PcmWriter(Random random, int number) {
        this.random = random;
        this.encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
        this.channels = 1 + random.nextInt(random.nextInt(5) == 0 ? 40 : 4);
        this.rate = 1 + random.nextInt(400_000);
        this.expected = new float[channels][1 + random.nextInt(700)];
        String container;
        do {
            container = List.of("RIFF", "RIFX", "RF64", "W64", "AIFF", "AIFC", "AU", "AUL", "CAF", "CAFL")
                    .get(random.nextInt(10));
        } while (!fits(container));
        this.name = number + " " + container + " " + encoding + " " + channels + " channels, " + expected[0].length;
        this.file = write(container);
    }

    private boolean fits(String container) {
        return switch (container) {
            case "RIFF", "RIFX", "RF64", "W64" -> encoding.wav;
            case "AIFF" -> encoding.aifc.equals("NONE") || encoding.aifc.equals("twos");
            case "AU", "AUL" -> encoding.au > 0;
            case "CAF", "CAFL" -> !encoding.aifc.equals("sowt");
            default -> true;
        };
    }

    private byte[] write(String container) {
        return switch (container) {
            case "RIFF", "RF64" -> riff(container, ByteOrder.LITTLE_ENDIAN);
            case "RIFX" -> riff(container, ByteOrder.BIG_ENDIAN);
            case "W64" -> wave64();
            case "AIFF" -> aiff(false);
            case "AIFC" -> aiff(true);
            case "AU" -> au(ByteOrder.BIG_ENDIAN);
            case "AUL" -> au(ByteOrder.LITTLE_ENDIAN);
            case "CAF" -> caf(ByteOrder.BIG_ENDIAN);
            default -> caf(ByteOrder.LITTLE_ENDIAN);
        };
    }

    private int width() {
        return (encoding.bits + 7) / 8;
    }

    /** Random samples, which are kept as the floats that they stand for. */
    private byte[] sound(ByteOrder order, boolean unsignedBytes) {
        ByteBuffer out =
                ByteBuffer.allocate(expected[0].length * channels * width()).order(order);
        for (int i = 0; i < expected[0].length; i++) {
            for (int c = 0; c < channels; c++) {
                if (encoding.floating) {
                    double value = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
                    expected[c][i] = (float) value;
                    if (width() == 4) {
                        out.putFloat((float) value);
                    } else {
                        out.putDouble(value);
                    }
                } else {
                    integer(out, c, i, unsignedBytes);
                }
            }
        }
        return out.array();
    }

    private void integer(ByteBuffer out, int channel, int sample, boolean unsignedBytes) {
        int spare = 8 * width() - encoding.bits;
        int value = random.nextInt() >> 32 - encoding.bits;
        expected[channel][sample] = (float) (value / (double) (1L << encoding.bits - 1));
        int stored = (value << spare) + (unsignedBytes && width() == 1 ? 128 : 0);
        for (int k = 0; k < width(); k++) {
            int significance = out.order() == ByteOrder.BIG_ENDIAN ? width() - 1 - k : k;
            out.put((byte) (stored >> 8 * significance));
        }
    }

    private byte[] riff(String id, ByteOrder order) {
        boolean wide = id.equals("RF64");
        byte[] sound = sound(order, true);
        var chunks = new ArrayList<byte[]>();
        chunks.add(chunk("fmt ", order, wavFormat(order)));
        for (byte[] part : parts(sound)) {
            chunks.add(chunk("data", order, part));
        }
        scatter(chunks, order);
        if (wide && chunks.stream().filter(c -> text(c).startsWith("data")).count() == 1) {
            byte[] ds64 = ByteBuffer.allocate(28)
                    .order(order)
                    .putLong(8, sound.length)
                    .array();
            chunks.stream().filter(c -> text(c).startsWith("data")).forEach(c -> ByteBuffer.wrap(c)
                    .putInt(4, -1));
            chunks.add(0, chunk("ds64", order, ds64));
        }
        chunks.add(0, "WAVE".getBytes(StandardCharsets.US_ASCII));
        return chunk(id, order, joined(chunks));
    }

    private byte[] wavFormat(ByteOrder order) {
        int tag = encoding.floating ? 3 : 1;
        boolean extensible = random.nextBoolean();
        ByteBuffer body = ByteBuffer.allocate(extensible ? 40 : random.nextBoolean() ? 18 : 16)
                .order(order);
        body.putShort((short) (extensible ? 0xFFFE : tag))
                .putShort((short) channels)
                .putInt(rate);
        body.putInt(rate * channels * width())
                .putShort((short) (channels * width()))
                .putShort((short) encoding.bits);
        if (extensible) {
            body.putShort((short) 22).putShort((short) encoding.bits).putInt(0).putInt(tag);
            boolean ambisonic = random.nextBoolean();
            body.putShort((short) (ambisonic ? 0x0721 : 0)).putShort((short) (ambisonic ? 0x11D3 : 0x10));
            body.order(ByteOrder.BIG_ENDIAN).putLong(ambisonic ? 0x8644C8C1CA000000L : 0x800000AA00389B71L);
        }
        return body.array();
    }

    /** The sound in one part, or in two of whole blocks. */
    private List<byte[]> parts(byte[] sound) {
        int block = channels * width();
        int cut = random.nextInt(3) > 0 ? 0 : random.nextInt(sound.length / block) * block;
        if (cut == 0) {
            return List.of(sound);
        }
        return List.of(java.util.Arrays.copyOf(sound, cut), java.util.Arrays.copyOfRange(sound, cut, sound.length));
    }

    /** Puts chunks of no concern, of odd sizes too, between the others, and the format anywhere. */
    private void scatter(List<byte[]> chunks, ByteOrder order) {
        chunks.add(random.nextInt(3) == 0 ? chunks.size() - 1 : 0, chunks.remove(0));
        for (int i = random.nextInt(4); i > 0; i--) {
            var junk = new byte[random.nextInt(50)];
            random.nextBytes(junk);
            chunks.add(random.nextInt(chunks.size() + 1), chunk(i == 1 ? "LIST" : "junk", order, junk));
        }
    }

    private byte[] wave64() {
        byte[] tail = {-13, -84, -45, 17, -116, -47, 0, -64, 79, -114, -37, -118};
        byte[] riffTail = {46, -111, -49, 17, -91, -42, 40, -37, 4, -63, 0, 0};
        var body = new ByteArrayOutputStream();
        body.writeBytes(guid("wave", tail));
        for (byte[] each : List.of(wavFormat(ByteOrder.LITTLE_ENDIAN), sound(ByteOrder.LITTLE_ENDIAN, true))) {
            body.writeBytes(guid(body.size() == 16 ? "fmt " : "data", tail));
            body.writeBytes(longBytes(24 + each.length));
            body.writeBytes(each);
            body.writeBytes(new byte[(8 - each.length % 8) % 8]);
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(guid("riff", riffTail));
        all.writeBytes(longBytes(24 + body.size()));
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    private static byte[] guid(String id, byte[] tail) {
        return ByteBuffer.allocate(16)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .put(tail)
                .array();
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private byte[] aiff(boolean compressed) {
        boolean little = encoding.aifc.equals("sowt");
        byte[] sound = sound(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, false);
        ByteBuffer common = ByteBuffer.allocate(compressed ? 24 : 18);
        common.putShort((short) channels).putInt(random.nextBoolean() ? 0 : expected[0].length);
        common.putShort((short) encoding.bits);
        int exponent = 63 - Long.numberOfLeadingZeros(rate);
        common.putShort((short) (16_383 + exponent)).putLong((long) rate << 63 - exponent);
        if (compressed) {
            common.put(encoding.aifc.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        }
        int offset = random.nextBoolean() ? 0 : random.nextInt(30);
        var data = new byte[8 + offset + sound.length];
        random.nextBytes(data);
        ByteBuffer.wrap(data).putInt(offset).putInt(0);
        System.arraycopy(sound, 0, data, 8 + offset, sound.length);
        var chunks = new ArrayList<byte[]>();
        chunks.add(chunk("COMM", ByteOrder.BIG_ENDIAN, common.array()));
        chunks.add(chunk("SSND", ByteOrder.BIG_ENDIAN, data));
        scatter(chunks, ByteOrder.BIG_ENDIAN);
        chunks.add(0, (compressed ? "AIFC" : "AIFF").getBytes(StandardCharsets.US_ASCII));
        return chunk("FORM", ByteOrder.BIG_ENDIAN, joined(chunks));
    }

    private byte[] au(ByteOrder order) {
        byte[] sound = sound(order, false);
        int note = random.nextInt(20);
        ByteBuffer out = ByteBuffer.allocate(24 + note + sound.length).order(order);
        out.put((order == ByteOrder.BIG_ENDIAN ? ".snd" : "dns.").getBytes(StandardCharsets.US_ASCII));
        out.putInt(24 + note).putInt(random.nextBoolean() ? -1 : sound.length);
        out.putInt(encoding.au).putInt(rate).putInt(channels);
        return out.position(24 + note).put(sound).array();
    }

    private byte[] caf(ByteOrder order) {
        byte[] sound = sound(order, false);
        boolean unknown = random.nextBoolean();
        ByteBuffer out = ByteBuffer.allocate(8 + 12 + 32 + 12 + 5 + 12 + 4 + sound.length);
        out.put("caff".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).putShort((short) 0);
        out.put("desc".getBytes(StandardCharsets.US_ASCII)).putLong(32).putDouble(rate);
        out.put("lpcm".getBytes(StandardCharsets.US_ASCII));
        out.putInt((encoding.floating ? 1 : 0) + (order == ByteOrder.LITTLE_ENDIAN ? 2 : 0));
        out.putInt(channels * width()).putInt(1).putInt(channels).putInt(encoding.bits);
        out.put("free".getBytes(StandardCharsets.US_ASCII)).putLong(5).put(new byte[5]);
        out.put("data".getBytes(StandardCharsets.US_ASCII))
                .putLong(unknown ? -1 : 4 + sound.length)
                .putInt(0);
        return out.put(sound).array();
    }

    private static byte[] chunk(String id, ByteOrder order, byte[] body) {
        return ByteBuffer.allocate(8 + body.length + (body.length & 1))
                .order(order)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] joined(List<byte[]> all) {
        var out = new ByteArrayOutputStream();
        all.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static String text(byte[] chunk) {
        return new String(chunk, StandardCharsets.ISO_8859_1);
    }
}
