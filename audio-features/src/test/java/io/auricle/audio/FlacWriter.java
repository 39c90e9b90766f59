package io.auricle.audio;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * Writes FLAC (RFC 9639) with all that the format allows, chosen at random: subframes of every type, orders, precisions,
 * partitions, escaped ones, wasted bits, stereo modes, block sizes. It makes valid files, not small ones.
 */
final class FlacWriter {
    private static final int[] BITS_CODES = {8, 1, 12, 2, 16, 4, 20, 5, 24, 6, 32, 7};
    private static final int MAX_QUOTIENT = 3000;

    private final RandomGenerator random;
    private final int[][] samples;
    private final int bits;
    private final int rate;
    private final boolean variable;
    private final boolean known;
    private final Bits out = new Bits();
    /** What was used, to see that nothing was left out. */
    final java.util.Set<String> used = new java.util.TreeSet<>();

    FlacWriter(RandomGenerator random, int[][] samples, int bits, int rate) {
        this.random = random;
        this.samples = samples;
        this.bits = bits;
        this.rate = rate;
        this.variable = random.nextBoolean();
        this.known = random.nextInt(4) > 0;
    }

    byte[] write() {
        int fixedSize = 16 + random.nextInt(random.nextInt(8) == 0 ? 9000 : 1500);
        out.text("fLaC");
        boolean more = random.nextBoolean();
        out.put(more ? 0 : 0x80, 8);
        out.put(34, 24);
        out.put(16, 16);
        out.put(variable ? 65_535 : fixedSize, 16);
        out.put(0, 24);
        out.put(0, 24);
        out.put(rate, 20);
        out.put(samples.length - 1, 3);
        out.put(bits - 1, 5);
        out.put(known ? samples[0].length : 0, 36);
        out.bytes(known || random.nextBoolean() ? md5() : new byte[16]);
        if (more) {
            int padding = random.nextInt(random.nextInt(20) == 0 ? 70_000 : 900);
            out.put(0x81, 8);
            out.put(padding, 24);
            out.bytes(new byte[padding]);
        }
        int number = 0;
        for (int from = 0; from < samples[0].length; ) {
            int size = variable ? 16 + random.nextInt(3000) : fixedSize;
            size = Math.min(size, samples[0].length - from);
            frame(from, size, variable ? from : number++);
            from += size;
        }
        used.add(variable ? "variable" : "fixed");
        return out.toByteArray();
    }

    private byte[] md5() {
        var bytes = new ByteArrayOutputStream();
        int width = (bits + 7) / 8;
        for (int i = 0; i < samples[0].length; i++) {
            for (int[] channel : samples) {
                for (int k = 0; k < width; k++) {
                    bytes.write(channel[i] >> 8 * k);
                }
            }
        }
        try {
            return MessageDigest.getInstance("MD5").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void frame(int from, int size, long number) {
        int start = out.size();
        int mode = samples.length == 2 ? random.nextInt(4) : 0;
        out.put(variable ? 0xFFF9 : 0xFFF8, 16);
        int sizeCode = size <= 256 && random.nextBoolean() ? 6 : 7;
        out.put(sizeCode, 4);
        boolean rateInFrame = random.nextBoolean() && rate < 65_536;
        out.put(rateInFrame ? 13 : 0, 4);
        out.put(mode == 0 ? samples.length - 1 : 7 + mode, 4);
        out.put(random.nextBoolean() ? 0 : bitsCode(), 3);
        out.put(0, 1);
        number(number);
        out.put(size - 1, sizeCode == 6 ? 8 : 16);
        if (rateInFrame) {
            out.put(rate, 16);
        }
        out.put(out.crc(start, 8, 0x07), 8);
        for (int c = 0; c < samples.length; c++) {
            subframe(channel(from, size, mode, c), bits + (isSide(mode, c) ? 1 : 0));
        }
        out.align();
        out.put(out.crc(start, 16, 0x8005), 16);
        used.add("mode" + mode);
    }

    private int bitsCode() {
        for (int i = 0; i < BITS_CODES.length; i += 2) {
            if (BITS_CODES[i] == bits) {
                return BITS_CODES[i + 1];
            }
        }
        return 0;
    }

    /** Modes: 1 left and side, 2 side and right, 3 mid and side. */
    private static boolean isSide(int mode, int channel) {
        return mode == 1 && channel == 1 || mode == 2 && channel == 0 || mode == 3 && channel == 1;
    }

    private long[] channel(int from, int size, int mode, int channel) {
        var values = new long[size];
        for (int i = 0; i < size; i++) {
            long left = samples[0][from + i];
            long right = samples.length > 1 ? samples[1][from + i] : 0;
            values[i] = mode == 0
                    ? samples[channel][from + i]
                    : isSide(mode, channel) ? left - right : mode == 3 ? left + right >> 1 : mode == 1 ? left : right;
        }
        return values;
    }

    /** UTF-8's way, up to 36 bits. */
    private void number(long value) {
        if (value < 0x80) {
            out.put(value, 8);
            return;
        }
        int more = 1;
        while (value >>> 6 * more >= 1L << 6 - more) {
            more++;
        }
        out.put(0xFF00 >> more + 1 & 0xFF | value >>> 6 * more, 8);
        for (int i = more - 1; i >= 0; i--) {
            out.put(0x80 | value >>> 6 * i & 0x3F, 8);
        }
    }

    private void subframe(long[] values, int depth) {
        long all = 0;
        boolean constant = true;
        for (long value : values) {
            all |= value;
            constant &= value == values[0];
        }
        int wasted = all == 0 || random.nextInt(4) == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(all), depth - 1);
        int width = depth - wasted;
        var shifted = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            shifted[i] = values[i] >> wasted;
        }
        used.add(wasted > 0 ? "wasted" : "whole");
        if (constant && random.nextInt(4) > 0) {
            head(0, wasted);
            out.put(shifted[0], width);
            used.add("constant");
        } else if (!predicted(shifted, width, wasted)) {
            head(1, wasted);
            for (long value : shifted) {
                out.put(value, width);
            }
            used.add("verbatim");
        }
    }

    private void head(int type, int wasted) {
        out.put(type, 7);
        out.put(wasted > 0 ? 1 : 0, 1);
        if (wasted > 0) {
            out.put(1, wasted);
        }
    }

    private boolean predicted(long[] values, int width, int wasted) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            return false;
        }
        boolean fixed = kind <= 2;
        int order =
                Math.min(values.length, fixed ? random.nextInt(5) : 1 + random.nextInt(random.nextBoolean() ? 12 : 32));
        int shift = fixed ? 0 : random.nextInt(15);
        int precision = fixed ? 0 : 2 + random.nextInt(14);
        int[] coefficients = fixed ? fixed(order) : linear(order, shift, precision);
        var residual = new long[values.length];
        for (int i = order; i < values.length; i++) {
            long sum = 0;
            for (int k = 0; k < order; k++) {
                sum += coefficients[k] * values[i - 1 - k];
            }
            residual[i] = values[i] - (sum >> shift);
            if (Math.abs(residual[i]) >= 1L << 30) {
                return false;
            }
        }
        head(fixed ? 8 + order : 31 + order, wasted);
        for (int i = 0; i < order; i++) {
            out.put(values[i], width);
        }
        if (!fixed) {
            out.put(precision - 1, 4);
            out.put(shift, 5);
            for (int coefficient : coefficients) {
                out.put(coefficient, precision);
            }
        }
        residual(residual, order);
        used.add(
                fixed ? "fixed" + order : order > 12 ? "linear13" : order > 8 ? "linear9" : "linear" + (order + 3) / 4);
        return true;
    }

    private static int[] fixed(int order) {
        return new int[][] {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}}[order];
    }

    /** Something like 2 x[-1] - x[-2], with noise in the rest. */
    private int[] linear(int order, int shift, int precision) {
        int limit = (1 << precision - 1) - 1;
        var coefficients = new int[order];
        for (int i = 0; i < order; i++) {
            int base = i == 0 ? 2 << shift : i == 1 ? -1 << shift : 0;
            int noise = random.nextInt(1 + (1 << shift) / 8) - (1 << shift) / 16;
            coefficients[i] = Math.max(-limit - 1, Math.min(limit, base + noise));
        }
        return coefficients;
    }

    private void residual(long[] residual, int order) {
        int partitionOrder = 0;
        while (partitionOrder < 8
                && residual.length % (2 << partitionOrder) == 0
                && residual.length >> partitionOrder + 1 >= order
                && random.nextInt(4) > 0) {
            partitionOrder++;
        }
        boolean wide = random.nextBoolean();
        int size = residual.length >> partitionOrder;
        int[] parameters = new int[1 << partitionOrder];
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] = parameter(residual, Math.max(order, p * size), (p + 1) * size);
            wide |= parameters[p] > 14;
        }
        out.put(wide ? 1 : 0, 2);
        out.put(partitionOrder, 4);
        for (int p = 0; p < parameters.length; p++) {
            partition(residual, Math.max(order, p * size), (p + 1) * size, parameters[p], wide);
        }
        used.add(wide ? "rice5" : "rice4");
    }

    private int parameter(long[] residual, int from, int end) {
        long most = 0;
        long sum = 0;
        for (int i = from; i < end; i++) {
            long value = Math.abs(residual[i]) * 2;
            most = Math.max(most, value);
            sum += value;
        }
        int parameter = 0;
        while (parameter < 30 && (most >> parameter > MAX_QUOTIENT || sum >> parameter > 2L * (end - from))) {
            parameter++;
        }
        return parameter;
    }

    private void partition(long[] residual, int from, int end, int parameter, boolean wide) {
        if (random.nextInt(6) == 0) {
            int width = 0;
            for (int i = from; i < end; i++) {
                long value = residual[i];
                width = value == 0 ? width : Math.max(width, 65 - Long.numberOfLeadingZeros(value ^ value >> 63));
            }
            if (width <= 31) {
                out.put(wide ? 31 : 15, wide ? 5 : 4);
                out.put(width, 5);
                for (int i = from; i < end && width > 0; i++) {
                    out.put(residual[i], width);
                }
                used.add(width == 0 ? "zeros" : "escaped");
                return;
            }
        }
        out.put(parameter, wide ? 5 : 4);
        for (int i = from; i < end; i++) {
            long value = residual[i] << 1 ^ residual[i] >> 63;
            for (long quotient = value >> parameter; quotient > 0; quotient--) {
                out.put(0, 1);
            }
            out.put(1, 1);
            out.put(value, parameter);
        }
    }

    /** Bits, the high one first. */
    private static final class Bits {
        private byte[] bytes = new byte[1 << 16];
        private long count;

        void put(long value, int width) {
            for (int i = width - 1; i >= 0; i--, count++) {
                int at = (int) (count >> 3);
                if (at == bytes.length) {
                    bytes = java.util.Arrays.copyOf(bytes, 2 * bytes.length);
                }
                bytes[at] |= (byte) ((value >> i & 1) << 7 - (count & 7));
            }
        }

        void bytes(byte[] all) {
            for (byte each : all) {
                put(each, 8);
            }
        }

        void text(String text) {
            bytes(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }

        void align() {
            count = count + 7 >> 3 << 3;
        }

        int size() {
            return (int) (count >> 3);
        }

        int crc(int from, int width, int polynomial) {
            int crc = 0;
            for (int i = from; i < size(); i++) {
                crc ^= (bytes[i] & 0xFF) << width - 8;
                for (int bit = 0; bit < 8; bit++) {
                    crc = crc << 1 ^ ((crc >> width - 1 & 1) != 0 ? polynomial : 0);
                }
                crc &= (1 << width) - 1;
            }
            return crc;
        }

        byte[] toByteArray() {
            return java.util.Arrays.copyOf(bytes, (int) (count + 7 >> 3));
        }
    }
}
