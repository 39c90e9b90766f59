package io.auricle.audio.internal.flac;

import io.auricle.audio.AudioInput;
import java.io.IOException;
import java.util.Arrays;

/** Decodes the subframes of FLAC frames (RFC 9639, section 9.2): one channel of one frame each. */
final class Subframe {
    private static final int ESCAPE_4 = 15;
    private static final int ESCAPE_5 = 31;
    /** The widest samples that an int holds. */
    private static final int NARROW_BITS = 32;

    private final BitReader bits;
    private final AudioInput in;
    private final int[] coefficients = new int[Prediction.PAD];

    Subframe(BitReader bits, AudioInput in) {
        this.bits = bits;
        this.in = in;
    }

    /**
     * Decodes one.
     *
     * @param depth bits of a sample
     * @param count samples
     * @param into  where they go, from {@link Prediction#PAD} on, if they have 32 bits or fewer
     * @param wide  where they go if they have 33, else null
     */
    void decode(int depth, int count, int[] into, long[] wide) throws IOException {
        int head = bits.read(8);
        require(head >> 7 == 0, "the first bit of a subframe must be 0", 1);
        int wasted = (head & 1) == 0 ? 0 : bits.readUnary() + 1;
        int used = depth - wasted;
        require(used >= 1, "wasted bits must be fewer than the " + depth + " of a sample", wasted);
        int type = head >> 1 & 0x3F;
        int end = Prediction.PAD + count;
        if (wide == null) {
            narrow(type, used, into, end);
            shift(wasted, into, end);
        } else {
            wide(type, used, into, wide, end);
            for (int i = Prediction.PAD; i < end; i++) {
                wide[i] <<= wasted;
            }
        }
    }

    private static void shift(int wasted, int[] into, int end) {
        if (wasted > 0) {
            for (int i = Prediction.PAD; i < end; i++) {
                into[i] <<= wasted;
            }
        }
    }

    private void narrow(int type, int depth, int[] into, int end) throws IOException {
        if (type == 0) {
            Arrays.fill(into, Prediction.PAD, end, bits.readSigned(depth));
        } else if (type == 1) {
            verbatim(depth, into, Prediction.PAD, end);
        } else {
            int order = order(type, end);
            int from = Prediction.PAD + order;
            verbatim(depth, into, Prediction.PAD, from);
            if (type < NARROW_BITS) {
                residual(order, into, end);
                Prediction.fixed(order, into, from, end);
            } else {
                int shift = coefficients(order, precision());
                residual(order, into, end);
                Prediction.linear(order, coefficients, shift, sumsAreWide(depth), into, from, end);
            }
        }
    }

    private void wide(int type, int depth, int[] residual, long[] into, int end) throws IOException {
        if (type <= 1) {
            for (int i = Prediction.PAD; i < end; i++) {
                into[i] = type == 0 && i > Prediction.PAD ? into[i - 1] : bits.readSignedLong(depth);
            }
            return;
        }
        int order = order(type, end);
        int from = Prediction.PAD + order;
        for (int i = Prediction.PAD; i < from; i++) {
            into[i] = bits.readSignedLong(depth);
        }
        boolean fixed = type < NARROW_BITS;
        int shift = fixed ? 0 : coefficients(order, precision());
        residual(order, residual, end);
        for (int i = from; i < end; i++) {
            into[i] = residual[i];
        }
        Prediction.wide(order, fixed ? null : coefficients, shift, into, from, end);
    }

    private int order(int type, int end) throws IOException {
        boolean fixed = type >= 8 && type <= 12;
        require(fixed || type >= 32, "the type of a subframe must not be a reserved one", type);
        int order = fixed ? type - 8 : type - 31;
        require(order <= end - Prediction.PAD, "a predictor must have at most the order of the block", order);
        return order;
    }

    private void verbatim(int depth, int[] into, int from, int end) throws IOException {
        for (int i = from; i < end; i++) {
            into[i] = bits.readSigned(depth);
        }
    }

    private int precision() throws IOException {
        int precision = bits.read(4) + 1;
        require(precision < 16, "coefficients must have at most 15 bits", precision);
        return precision;
    }

    /** Reads shift and coefficients; the rest of the coefficients are 0. */
    private int coefficients(int order, int precision) throws IOException {
        int shift = bits.readSigned(5);
        require(shift >= 0, "the shift of a predictor must be at least 0", shift);
        for (int i = 0; i < order; i++) {
            coefficients[i] = bits.readSigned(precision);
        }
        Arrays.fill(coefficients, order, coefficients.length, 0);
        return shift;
    }

    /** Whether a sum of samples of such a depth, times the coefficients, may need more than 32 bits. */
    private boolean sumsAreWide(int depth) {
        long sum = 0;
        for (int each : coefficients) {
            sum += Math.abs(each);
        }
        return sum << depth - 1 > Integer.MAX_VALUE;
    }

    private void residual(int order, int[] into, int end) throws IOException {
        int method = bits.read(2);
        require(method <= 1, "the coding of residuals must be Rice's", method);
        int parameterBits = 4 + method;
        int escape = method == 0 ? ESCAPE_4 : ESCAPE_5;
        int partitionOrder = bits.read(4);
        int count = end - Prediction.PAD;
        int size = count >> partitionOrder;
        require(
                size << partitionOrder == count && size >= order,
                "2^" + partitionOrder + " partitions must divide the block",
                count);
        int from = Prediction.PAD + order;
        for (int partition = 1; partition <= 1 << partitionOrder; partition++) {
            int until = Prediction.PAD + partition * size;
            int parameter = bits.read(parameterBits);
            if (parameter < escape) {
                bits.readRice(parameter, into, from, until);
            } else {
                raw(bits.read(5), into, from, until);
            }
            require(!bits.pastEnd(), "a frame must end within the file", "the end of the file");
            from = until;
        }
    }

    private void raw(int depth, int[] into, int from, int until) throws IOException {
        if (depth == 0) {
            Arrays.fill(into, from, until, 0);
        } else {
            verbatim(depth, into, from, until);
        }
    }

    private void require(boolean ok, String rule, Object found) throws IOException {
        if (!ok) {
            throw in.malformed(bits.position(), rule, bits.pastEnd() ? "the end of the file" : found);
        }
    }
}
