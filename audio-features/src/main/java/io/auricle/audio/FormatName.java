package io.auricle.audio;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Names what a file is that no installed decoder reads, so that the error can say what to add. */
final class FormatName {
    private static final String RULE =
            "a sound file must start as WAV, Wave64, AIFF, AU, CAF, FLAC, Ogg Vorbis or MP3 does";
    private static final String FFMPEG = ": add io.auricle:audio-ffmpeg to the class path";
    private static final int SHOWN_BYTES = 12;
    /** Offset of the first packet in a first Ogg page of one segment. */
    private static final int OGG_PACKET = 28;

    private FormatName() {}

    /** A signature: where it stands, what it is, what it names, and whether the FFmpeg module reads that. */
    private record Signature(int at, String bytes, String name, boolean ffmpeg) {
        boolean matches(byte[] head) {
            return head.length >= at + bytes.length()
                    && new String(head, at, bytes.length(), StandardCharsets.ISO_8859_1).equals(bytes);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(OGG_PACKET, "OpusHead", "Ogg that holds Opus", true),
            new Signature(OGG_PACKET, "Speex   ", "Ogg that holds Speex", true),
            new Signature(OGG_PACKET, "\u0080theora", "Ogg that holds Theora video", false),
            new Signature(OGG_PACKET, "\u0001vorbis", "Ogg Vorbis of other than 1 to 4 or 8 channels", true),
            new Signature(OGG_PACKET, "fishead\0", "Ogg with a Skeleton stream", true),
            new Signature(OGG_PACKET, "\u0001video", "Ogg that holds video", false),
            new Signature(0, "OggS", "Ogg of an unknown codec", false),
            new Signature(4, "ftyp", "MPEG-4 (M4A, MP4, 3GP)", true),
            new Signature(0, "\u001aE\u00df\u00a3", "Matroska or WebM", true),
            new Signature(0, "0&\u00b2u\u008ef\u00cf\u0011", "ASF (WMA)", true),
            new Signature(0, "\u00ff\u00f1", "AAC (ADTS)", true),
            new Signature(0, "\u00ff\u00f9", "AAC (ADTS)", true),
            new Signature(0, "#!AMR", "AMR", true),
            new Signature(0, "wvpk", "WavPack", true),
            new Signature(0, "MAC ", "Monkey's Audio", true),
            new Signature(0, "TTA1", "True Audio", true),
            new Signature(0, "MPCK", "Musepack", true),
            new Signature(0, "MP+", "Musepack", true),
            new Signature(0, "\u000bw", "AC-3", true),
            new Signature(0, "DSD ", "DSD", false),
            new Signature(0, "FRM8", "DSD", false),
            new Signature(0, "MThd", "MIDI, which holds notes and no sound", false),
            new Signature(8, "AVI ", "AVI video", false),
            new Signature(8, "WEBP", "a WebP picture", false),
            new Signature(0, "FORM", "IFF that is not AIFF", false),
            new Signature(0, "PK\u0003\u0004", "a ZIP archive", false),
            new Signature(0, "\u001f\u008b", "gzip", false),
            new Signature(0, "\u0089PNG", "a PNG picture", false),
            new Signature(0, "\u00ff\u00d8\u00ff", "a JPEG picture", false),
            new Signature(0, "%PDF", "a PDF document", false),
            new Signature(0, "<", "a page of markup", false));

    static MalformedAudioException refusal(AudioInput in, byte[] head) {
        Optional<Signature> known =
                SIGNATURES.stream().filter(each -> each.matches(head)).findFirst();
        String found =
                known.map(each -> each.name() + (each.ffmpeg() ? FFMPEG : "")).orElseGet(() -> describe(head));
        return in.unsupported(in.position(), RULE, found);
    }

    private static String describe(byte[] head) {
        if (head.length == 0) {
            return "an empty file";
        }
        int shown = Math.min(head.length, SHOWN_BYTES);
        return "bytes " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(head, 0, shown);
    }
}
