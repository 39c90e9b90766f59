package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioDecoder;
import io.auricle.audio.AudioInput;
import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** WAV, Wave64, AIFF, AIFF-C, AU and CAF: the containers of plain samples. */
public final class PcmFileDecoder implements AudioDecoder {
    private static final int SIGNATURE_BYTES = 12;

    private enum Container {
        RIFF,
        WAVE64,
        AIFF,
        AU,
        CAF,
        OTHER
    }

    @Override
    public boolean recognises(byte[] head) {
        return container(head) != Container.OTHER;
    }

    /** A RIFF of another form than WAVE is recognised if nothing says what it is: then its header is damaged. */
    private static Container container(byte[] head) {
        return switch (ascii(head, 0)) {
            case "RIFF", "RIFX", "RF64", "BW64" -> ascii(head, 8).equals("AVI ")
                            || ascii(head, 8).equals("WEBP")
                    ? Container.OTHER
                    : Container.RIFF;
            case "riff" -> Container.WAVE64;
            case "FORM" -> ascii(head, 8).equals("AIFF") || ascii(head, 8).equals("AIFC")
                    ? Container.AIFF
                    : Container.OTHER;
            case ".snd", "dns." -> Container.AU;
            case "caff" -> Container.CAF;
            default -> Container.OTHER;
        };
    }

    @Override
    public AudioStream open(AudioInput in) throws IOException {
        return switch (container(in.peek(SIGNATURE_BYTES))) {
            case RIFF -> WavReader.openRiff(in);
            case WAVE64 -> WavReader.openWave64(in);
            case AIFF -> AiffReader.open(in);
            case AU -> AuReader.open(in);
            case CAF -> CafReader.open(in);
            case OTHER -> throw new IllegalArgumentException("in must be recognised, got " + in.name());
        };
    }

    private static String ascii(byte[] head, int at) {
        return head.length < at + 4 ? "" : new String(head, at, 4, StandardCharsets.ISO_8859_1);
    }
}
