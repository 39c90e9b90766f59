package io.auricle.data;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in words how a sound file is encoded, from its first bytes and the decoder's header. */
final class EncodingProbe {
    private static final int HEADER_CHUNKS = 64;
    private static final int EXTENSIBLE = 0xFFFE;

    private EncodingProbe() {}

    /** Such as {@code WAV PCM 24-bit (extensible), 48000 Hz, 2 channels}. */
    static String describe(Path file, AudioStream sound) throws IOException {
        int channels = sound.channels();
        return kind(file) + ", " + sound.sampleRateHz() + " Hz, " + channels
                + (channels == 1 ? " channel" : " channels");
    }

    static String describe(Path file) throws IOException {
        try (AudioStream sound = AudioFiles.open(file)) {
            return describe(file, sound);
        }
    }

    private static String kind(Path file) throws IOException {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 512);
                DataInputStream in = new DataInputStream(stream)) {
            String signature = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return switch (signature) {
                case "RIFF", "RF64", "BW64", "RIFX" -> signature.replace("RIFF", "WAV") + " " + wavKind(in);
                case "fLaC" -> "FLAC";
                case "OggS" -> "Ogg";
                case "FORM" -> "AIFF";
                case ".snd" -> "AU";
                default -> signature.startsWith("ID3") || signature.startsWith("\u00ff") ? "MP3" : "other";
            };
        }
    }

    private static String wavKind(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        for (int chunk = 0; chunk < HEADER_CHUNKS; chunk++) {
            String id = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            if (id.equals("fmt ")) {
                return format(in, size);
            }
            in.skipNBytes(size + size % 2);
        }
        return "without a format";
    }

    private static String format(DataInputStream in, long size) throws IOException {
        int tag = u16(in);
        in.skipNBytes(12);
        int bits = u16(in);
        if (tag == EXTENSIBLE && size >= 26) {
            in.skipNBytes(8);
            return word(u16(in)) + " " + bits + "-bit (extensible)";
        }
        return word(tag) + " " + bits + "-bit";
    }

    private static String word(int tag) {
        return switch (tag) {
            case 1 -> "PCM";
            case 2 -> "Microsoft ADPCM";
            case 3 -> "float";
            case 6 -> "A-law";
            case 7 -> "mu-law";
            case 0x11 -> "IMA ADPCM";
            default -> "format " + tag;
        };
    }

    private static int u16(DataInputStream in) throws IOException {
        return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    }
}
