package io.auricle.audio.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A format that is left to FFmpeg, and the one demuxer that is asked to read it. */
enum FfmpegFormat {
    OGG_OPUS("Ogg Opus", "ogg", false, 28, "OpusHead"),
    OGG_SPEEX("Ogg Speex", "ogg", false, 28, "Speex   "),
    /** Of a number of channels that the reader of audio-features leaves. */
    OGG_VORBIS("Ogg Vorbis", "ogg", false, 28, "\u0001vorbis"),
    OGG_SKELETON("Ogg", "ogg", false, 28, "fishead\0"),
    MPEG_4("MPEG-4", "mov", true, 4, "ftyp"),
    MATROSKA("Matroska or WebM", "matroska", false, 0, "\u001aE\u00df\u00a3"),
    ASF("ASF", "asf", false, 0, "0&\u00b2u\u008ef\u00cf\u0011"),
    ADTS("AAC", "aac", false, 0, "\u00ff\u00f1"),
    ADTS_2("AAC", "aac", false, 0, "\u00ff\u00f9"),
    AMR("AMR", "amr", false, 0, "#!AMR"),
    WAVPACK("WavPack", "wv", false, 0, "wvpk"),
    APE("Monkey's Audio", "ape", true, 0, "MAC "),
    TTA("True Audio", "tta", true, 0, "TTA1"),
    MUSEPACK("Musepack", "mpc8", true, 0, "MPCK"),
    MUSEPACK_7("Musepack", "mpc", true, 0, "MP+"),
    AC3("AC-3", "ac3", false, 0, "\u000bw");

    private final String title;
    private final String demuxer;
    private final boolean seeks;
    private final int at;
    private final String signature;

    FfmpegFormat(String title, String demuxer, boolean seeks, int at, String signature) {
        this.title = title;
        this.demuxer = demuxer;
        this.seeks = seeks;
        this.at = at;
        this.signature = signature;
    }

    static Optional<FfmpegFormat> of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(each -> text.startsWith(each.signature, each.at))
                .findFirst();
    }

    String title() {
        return title;
    }

    String demuxer() {
        return demuxer;
    }

    /** Whether the demuxer goes back in the file: then the bytes of a stream are kept. */
    boolean seeks() {
        return seeks;
    }
}
