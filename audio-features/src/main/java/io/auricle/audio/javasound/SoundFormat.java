package io.auricle.audio.javasound;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A format told by its first bytes, and a provider that is known to read it. */
enum SoundFormat {
    AIFF("AIFF", "the JDK"),
    AU("AU", "the JDK"),
    FLAC("FLAC", "com.tianscar.javasound:javasound-flac"),
    OGG("Ogg Vorbis", "com.github.trilarion:java-vorbis-support"),
    MP3("MP3", "com.googlecode.soundlibs:mp3spi");

    private final String title;
    private final String provider;

    SoundFormat(String title, String provider) {
        this.title = title;
        this.provider = provider;
    }

    String title() {
        return title;
    }

    String provider() {
        return provider;
    }

    static Optional<SoundFormat> of(byte[] head) {
        if (head.length < 4) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (ascii(head, 0, 4)) {
                    case "FORM" -> head.length >= 12 && ascii(head, 8, 3).equals("AIF") ? AIFF : null;
                    case ".snd" -> AU;
                    case "fLaC" -> FLAC;
                    case "OggS" -> OGG;
                    default -> ascii(head, 0, 3).equals("ID3") || isMpegFrame(head) ? MP3 : null;
                });
    }

    /** Eleven set bits, then neither a reserved version, layer and sample rate nor a free or forbidden bit rate. */
    private static boolean isMpegFrame(byte[] head) {
        int version = head[1] >> 3 & 3;
        int layer = head[1] >> 1 & 3;
        int bitRate = head[2] >> 4 & 15;
        int sampleRate = head[2] >> 2 & 3;
        return (head[0] & 0xFF) == 0xFF
                && (head[1] & 0xE0) == 0xE0
                && version != 1
                && layer != 0
                && bitRate != 0
                && bitRate != 15
                && sampleRate != 3;
    }

    private static String ascii(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
