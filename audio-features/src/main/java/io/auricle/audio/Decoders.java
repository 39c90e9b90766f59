package io.auricle.audio;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the one decoder of a file by the file's first bytes. */
final class Decoders {
    private static final int ID3_HEAD_BYTES = 10;
    private static final int ID3_FOOTER_FLAG = 0x10;

    private Decoders() {}

    /** The installed decoders, highest priority first; looked for once. */
    private static final class Installed {
        private static final List<AudioDecoder> ALL =
                ServiceLoader.load(AudioDecoder.class, AudioFiles.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparingInt(AudioDecoder::priority).reversed())
                        .toList();
    }

    static AudioStream open(AudioInput in) throws IOException {
        skipTags(in);
        byte[] head = in.peek(AudioDecoder.HEAD_BYTES);
        for (AudioDecoder decoder : installed()) {
            if (decoder.recognises(head.clone())) {
                return decoder.open(in);
            }
        }
        throw FormatName.refusal(in, head);
    }

    private static List<AudioDecoder> installed() throws IOException {
        try {
            return Installed.ALL;
        } catch (ExceptionInInitializerError | NoClassDefFoundError | ServiceConfigurationError e) {
            throw new IOException("an AudioDecoder named under META-INF/services cannot be loaded: " + e, e);
        }
    }

    /** ID3v2 tags, and the zeros that some writers leave behind them. */
    private static void skipTags(AudioInput in) throws IOException {
        boolean tagged = false;
        for (byte[] head = in.peek(ID3_HEAD_BYTES); isTag(head); head = in.peek(ID3_HEAD_BYTES)) {
            int size = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F;
            in.skip(ID3_HEAD_BYTES + (long) size + ((head[5] & ID3_FOOTER_FLAG) != 0 ? ID3_HEAD_BYTES : 0));
            tagged = true;
        }
        while (tagged && in.peek(1).length == 1 && in.peek(1)[0] == 0) {
            in.skip(1);
        }
    }

    private static boolean isTag(byte[] head) {
        return head.length == ID3_HEAD_BYTES && head[0] == 'I' && head[1] == 'D' && head[2] == '3' && head[3] != -1;
    }
}
