package io.auricle.training.internal;

import java.util.SplittableRandom;

/**
 * Every random choice of a run, derived from the seed and from where the choice is made, so that a run that was cut off and
 * resumed draws what the undisturbed one would have drawn.
 *
 * @param seed of the run
 */
public record Randomness(long seed) {
    /** What a stream of choices is for; streams of different purposes are independent. */
    public enum Purpose {
        /** The order of windows in an epoch. */
        ORDER,
        /** Augmentation of one window. */
        AUGMENTATION,
        /** Mixup within one batch. */
        MIXUP,
        /** DL4J's dropout in one step. */
        DROPOUT,
        /** Which windows validate, or are looked at for the training curve. */
        SELECTION
    }

    /** Returns the stream of one purpose at one place; equal places give equal streams. */
    public SplittableRandom stream(Purpose purpose, int epoch, int place) {
        return new SplittableRandom(seedOf(purpose, epoch, place));
    }

    /** Returns the seed of that stream, for generators that are not ours. */
    public long seedOf(Purpose purpose, int epoch, int place) {
        return mix(mix(mix(mix(seed) + purpose.ordinal()) + epoch) + place);
    }

    /** A permutation of 0 to size - 1. */
    public static int[] permutation(SplittableRandom random, int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Stafford's 13th variant of the 64-bit finaliser of MurmurHash3, after a golden-ratio step: SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
