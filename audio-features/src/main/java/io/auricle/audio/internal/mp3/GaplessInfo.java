package io.auricle.audio.internal.mp3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What an encoder says in a first frame that holds no sound ({@code Xing}, {@code Info} or {@code VBRI}).
 *
 * <p><b>Follows</b> the LAME tag, revision 1: the decoder's own delay of 529 samples comes on top of the encoder's.
 *
 * @param skip     samples in front of the sound
 * @param frames   frames that follow; 0 if unknown
 * @param padding  samples behind the sound that the decoder puts out
 */
record GaplessInfo(int skip, long frames, int padding) {
    static final GaplessInfo NONE = new GaplessInfo(0, 0, 0);

    private static final int DECODER_DELAY = 529;
    private static final int VBRI_AT = 36;
    private static final int TOC_BYTES = 100;
    /** From the encoder's name to its delay and padding, 12 bits each. */
    private static final int DELAY_AT = 21;

    /** Reads a frame; null if it is sound. */
    static GaplessInfo of(MpegHeader header, byte[] frame) {
        if (header.layer() != 3) {
            return null;
        }
        int at = MpegHeader.BYTES + header.sideInfoBytes();
        if (tag(frame, VBRI_AT).equals("VBRI")) {
            return NONE;
        }
        if (!isInfo(frame, at) && header.checked()) {
            at += 2;
        }
        return isInfo(frame, at) ? read(ByteBuffer.wrap(frame).position(at + 4).slice()) : null;
    }

    private static boolean isInfo(byte[] frame, int at) {
        return tag(frame, at).equals("Xing") || tag(frame, at).equals("Info");
    }

    private static String tag(byte[] frame, int at) {
        return at + 4 > frame.length ? "" : new String(frame, at, 4, StandardCharsets.ISO_8859_1);
    }

    private static GaplessInfo read(ByteBuffer in) {
        if (in.remaining() < 4) {
            return NONE;
        }
        int flags = in.getInt();
        int lameAt = 4
                + ((flags & 1) != 0 ? 4 : 0)
                + ((flags & 2) != 0 ? 4 : 0)
                + ((flags & 4) != 0 ? TOC_BYTES : 0)
                + ((flags & 8) != 0 ? 4 : 0);
        long frames = (flags & 1) != 0 && in.remaining() >= 4 ? in.getInt() & 0xFFFF_FFFFL : 0;
        if (in.limit() < lameAt + DELAY_AT + 3 || !named(in, lameAt)) {
            return new GaplessInfo(0, frames, 0);
        }
        int both = (in.get(lameAt + DELAY_AT) & 0xFF) << 16 | in.getShort(lameAt + DELAY_AT + 1) & 0xFFFF;
        return new GaplessInfo((both >> 12) + DECODER_DELAY, frames, Math.max(0, (both & 0xFFF) - DECODER_DELAY));
    }

    /** Whether an encoder's name stands there, as in front of every delay. */
    private static boolean named(ByteBuffer in, int at) {
        for (int i = 0; i < 4; i++) {
            if (in.get(at + i) < ' ' || in.get(at + i) > '~') {
                return false;
            }
        }
        return true;
    }
}
