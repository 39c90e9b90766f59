package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The MD5 of all samples as interleaved little-endian bytes, which a FLAC stream states in front. */
final class SampleSum {
    private final StreamInfo info;
    private final MessageDigest digest;
    private byte[] bytes = new byte[0];

    SampleSum(StreamInfo info) {
        this.info = info;
        this.digest = info.md5().isEmpty() ? null : md5();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    void add(int[][] samples, int from, int count) {
        if (digest == null) {
            return;
        }
        int width = (info.bits() + 7) / 8;
        int size = count * samples.length * width;
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        for (int c = 0; c < samples.length; c++) {
            pack(samples[c], from, count, width, c * width, samples.length * width);
        }
        digest.update(bytes, 0, size);
    }

    private void pack(int[] samples, int from, int count, int width, int first, int step) {
        byte[] into = bytes;
        if (width == 2) {
            for (int i = 0, b = first; i < count; i++, b += step) {
                int value = samples[from + i];
                into[b] = (byte) value;
                into[b + 1] = (byte) (value >> 8);
            }
            return;
        }
        for (int i = 0, b = first; i < count; i++, b += step) {
            int value = samples[from + i];
            for (int k = 0; k < width; k++) {
                into[b + k] = (byte) (value >> 8 * k);
            }
        }
    }

    /** Refuses a stream of another length or content than it states. */
    void check(AudioInput in, long at, long samples) throws IOException {
        if (info.samples() > 0 && samples != info.samples()) {
            throw in.malformed(at, "FLAC must hold " + info.samples() + " samples of each channel", samples);
        }
        if (digest != null) {
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(info.md5())) {
                throw in.malformed(at, "MD5 of all samples must be " + info.md5(), found);
            }
        }
    }
}
