package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.Attributes;

/**
 * What operations need while a plan is compiled.
 *
 * @param builder    takes the steps
 * @param training   whether gradients will be asked for
 * @param rounds     whether products may round their inputs to bfloat16
 * @param parameters parameters and gradients
 * @param random     where dropout gets its masks from
 */
record Context(ProgramBuilder builder, boolean training, boolean rounds, Parameters parameters, MaskSource random) {
    /** Tiles of the processor's bf16 units are this high; products of fewer rows or columns gain nothing. */
    private static final int TILE = 16;

    /** Whether a product at test time is worth rounding; in training, results that ReLU and max-pooling choose by stay exact. */
    boolean roundsForward(long... sizes) {
        return !training && roundsBackward(sizes);
    }

    /** Whether a product of the way back is worth rounding. */
    boolean roundsBackward(long... sizes) {
        boolean worth = rounds;
        for (long size : sizes) {
            worth &= size >= TILE;
        }
        return worth;
    }

    /** Attributes of a product over floats, which may be rounded as they are read. */
    static Attributes product(boolean rounds) {
        var attributes = new Attributes();
        return rounds ? attributes.roundingToBfloat16() : attributes;
    }
}
