package io.auricle.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages files of AIFF, FLAC and Ogg with knowledge of their structure: where chunks, blocks of metadata, frames and pages
 * start. Checksums are made right again half of the time, so that what lies behind them meets the damage too.
 */
final class FormatMutator {
    private static final long[] TELLING = {
        0,
        1,
        2,
        7,
        8,
        15,
        16,
        31,
        32,
        34,
        127,
        128,
        255,
        0x7FFF,
        0x8000,
        0xFFFF,
        0xFF_FFFF,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFF8L,
        0xFFFF_FFFFL
    };
    private static final int HEAD = 48;
    private static final int OGG_CRC_AT = 22;

    private final byte[] original;
    private final RandomGenerator random;
    /** Where parts start; the first is 0, the last the end. */
    private final List<Integer> parts = new ArrayList<>();

    FormatMutator(byte[] original, RandomGenerator random) {
        this.original = original;
        this.random = random;
        find();
    }

    private void find() {
        String text = text(original);
        parts.add(0);
        if (text.startsWith("FORM")) {
            for (int at = 12; at + 8 <= original.length; ) {
                parts.add(at);
                at += 8 + (ByteBuffer.wrap(original).getInt(at + 4) + 1 & ~1);
            }
        } else if (text.startsWith("OggS")) {
            for (int at = text.indexOf("OggS", 1); at > 0; at = text.indexOf("OggS", at + 1)) {
                parts.add(at);
            }
        } else {
            parts.add(4);
            for (int at = text.indexOf("\u00ff\u00f8"); at > 0; at = text.indexOf("\u00ff\u00f8", at + 1)) {
                parts.add(at);
            }
            for (int at = text.indexOf("\u00ff\u00f9"); at > 0; at = text.indexOf("\u00ff\u00f9", at + 1)) {
                parts.add(at);
            }
            parts.sort(null);
        }
        parts.add(original.length);
    }

    byte[] next() {
        byte[] mutant = mutated();
        if (random.nextBoolean() && text(mutant).startsWith("OggS")) {
            sumPages(mutant);
        }
        return mutant;
    }

    private byte[] mutated() {
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(original, random.nextInt(original.length + 1));
            case 1 -> rearranged();
            case 2 -> noise(original.clone(), random.nextInt(original.length), original.length);
            case 3 -> appended();
            default -> {
                int part = parts.get(random.nextInt(parts.size() - 1));
                byte[] mutant = original.clone();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    field(mutant, part, Math.min(original.length, part + HEAD));
                }
                yield mutant;
            }
        };
    }

    private void field(byte[] mutant, int from, int end) {
        int at = from + random.nextInt(end - from);
        switch (random.nextInt(3)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = (byte) random.nextInt();
            default -> {
                long value = TELLING[random.nextInt(TELLING.length)];
                int bytes = Math.min(1 << random.nextInt(3), end - at);
                for (int i = 0; i < bytes; i++) {
                    mutant[at + i] = (byte) (value >> 8 * (bytes - 1 - i));
                }
            }
        }
    }

    private byte[] noise(byte[] mutant, int from, int end) {
        for (int i = random.nextInt(10); i >= 0; i--) {
            mutant[from + random.nextInt(end - from)] = (byte) random.nextInt();
        }
        return mutant;
    }

    private byte[] appended() {
        byte[] mutant = Arrays.copyOf(original, original.length + 1 + random.nextInt(200));
        if (random.nextBoolean()) {
            System.arraycopy(
                    original, 0, mutant, original.length, Math.min(original.length, mutant.length - original.length));
            return mutant;
        }
        return noise(mutant, original.length, mutant.length);
    }

    private byte[] rearranged() {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < parts.size() - 1; i++) {
            order.add(i);
        }
        int index = random.nextInt(order.size());
        switch (random.nextInt(3)) {
            case 0 -> order.add(random.nextInt(order.size()), order.get(index));
            case 1 -> order.remove(index);
            default -> order.add(random.nextInt(order.size()), order.remove(index));
        }
        var out = new java.io.ByteArrayOutputStream();
        order.forEach(i -> out.write(original, parts.get(i), parts.get(i + 1) - parts.get(i)));
        return out.toByteArray();
    }

    /** Makes the checksums of pages right, as far as the pages are whole. */
    static void sumPages(byte[] file) {
        String text = text(file);
        for (int at = text.indexOf("OggS"); at >= 0; at = text.indexOf("OggS", at + 1)) {
            if (at + 27 > file.length) {
                return;
            }
            int end = at + 27 + (file[at + 26] & 0xFF);
            for (int i = at + 27; i < Math.min(file.length, at + 27 + (file[at + 26] & 0xFF)); i++) {
                end += file[i] & 0xFF;
            }
            if (end <= file.length) {
                ByteBuffer view = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
                view.putInt(at + OGG_CRC_AT, 0);
                view.putInt(at + OGG_CRC_AT, crc(file, at, end));
            }
        }
    }

    private static int crc(byte[] bytes, int from, int end) {
        int crc = 0;
        for (int i = from; i < end; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04C1_1DB7 : 0);
            }
        }
        return crc;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
