package io.auricle.onednn.internal.plan;

import org.deeplearning4j.nn.conf.dropout.Dropout;

/**
 * Dropout masks from a counter-based generator: the same seed, step and layer give the same mask, whatever the threads.
 *
 * <p><b>Follows</b> the finaliser of MurmurHash3 over a Weyl sequence; the loop is plain int arithmetic on an array, which
 * the JIT compiler turns into vector instructions.
 */
final class MaskSource {
    private static final int BLOCK = 4096;
    private static final int WEYL = 0x9E3779B9;
    /** The sequence of one block, from an array: a loop's own counter would keep the JIT compiler from vectors. */
    private static final int[] SEQUENCE = sequence();

    private final int[] block = new int[BLOCK];
    private long stepSeed;
    private int iteration;
    private int epoch;

    /** Starts a step; every mask of the step derives from the seed, and schedules from the counts. */
    void startStep(long seed, int iterationCount, int epochCount) {
        this.stepSeed = seed;
        this.iteration = iterationCount;
        this.epoch = epochCount;
    }

    /**
     * Fills memory with 0 or 1/keep.
     *
     * @param layer number of the drawing layer, so that layers differ
     * @param conf  says the probability of keeping a value
     */
    void fill(long address, int count, int layer, Dropout conf) {
        double keep =
                conf.getPSchedule() == null ? conf.getP() : conf.getPSchedule().valueAt(iteration, epoch);
        long key = mix(stepSeed + 0x9E3779B97F4A7C15L * (layer + 1L));
        int threshold = (int) Math.round(keep * 0x1p24);
        int bits = Float.floatToRawIntBits((float) (1 / keep));
        for (int start = 0; start < count; start += BLOCK) {
            int length = Math.min(BLOCK, count - start);
            fillBlock(block, length, ((int) key + start) * WEYL + (int) (key >>> 32), threshold, bits);
            new org.bytedeco.javacpp.IntPointer(Floats.at(address + 4L * start, length)).put(block, 0, length);
        }
    }

    private static void fillBlock(int[] out, int length, int offset, int threshold, int bits) {
        for (int i = 0; i < length; i++) {
            int x = SEQUENCE[i] + offset;
            x ^= x >>> 16;
            x *= 0x85EBCA6B;
            x ^= x >>> 13;
            x *= 0xC2B2AE35;
            x ^= x >>> 16;
            out[i] = ((x >>> 8) - threshold >> 31) & bits;
        }
    }

    private static int[] sequence() {
        int[] sequence = new int[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            sequence[i] = i * WEYL;
        }
        return sequence;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
