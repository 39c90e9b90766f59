package io.auricle.examples.serve;

import io.auricle.features.FeatureStream;
import io.auricle.features.MelConfig;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Spectrogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sound's mel spectrogram with the model's own settings, gathered as the sound passes.
 *
 * <p><b>Threads.</b> One at a time. <b>Cost.</b> All frames' powers: some 4 MB for five minutes.
 */
final class MelView implements HeardSound.Onlooker {

    private static final double RANGE_DB = 80;
    private static final int STEPS = 255;
    private static final double LEAST_POWER = 1e-10;

    private final FeatureStream stream;
    private final double[] edgesHz;
    private final List<Spectrogram> blocks = new ArrayList<>();

    MelView(MelConfig config) {
        MelSpectrogram mel = MelSpectrogram.of(config);
        this.stream = mel.stream();
        this.edgesHz = mel.filterBank().edgesHz();
    }

    /**
     * What is sent: decibels below the loudest value, in steps.
     *
     * @param rows    mel bands, lowest first
     * @param columns moments, first to last
     * @param rangeDb from the first to the last step
     * @param bandHz  the centre of each band
     * @param values  rows x columns bytes, row by row, as base64 in JSON; 255 is the loudest, 0 is rangeDb below it or less
     */
    record Columns(int rows, int columns, double rangeDb, double[] bandHz, byte[] values) {}

    @Override
    public void see(float[] samples, int from, int count) {
        keep(stream.push(samples, from, count));
    }

    private void keep(Spectrogram block) {
        if (block.frames() > 0) {
            blocks.add(block);
        }
    }

    /** Ends the sound, and draws it together to so many columns, or to fewer if it has fewer frames. */
    Columns columns(int most) {
        keep(stream.finish());
        int frames = blocks.stream().mapToInt(Spectrogram::frames).sum();
        int count = Math.min(most, frames);
        double[] sums = new double[stream.rows() * count];
        int[] members = new int[count];
        int frame = 0;
        for (Spectrogram block : blocks) {
            float[] powers = block.values();
            for (int i = 0; i < block.frames(); i++, frame++) {
                int column = (int) ((long) frame * count / frames);
                members[column]++;
                for (int row = 0; row < stream.rows(); row++) {
                    sums[row * count + column] += powers[row * block.frames() + i];
                }
            }
        }
        double[] bandHz = Arrays.copyOfRange(edgesHz, 1, edgesHz.length - 1);
        return new Columns(stream.rows(), count, RANGE_DB, rounded(bandHz), steps(sums, members));
    }

    private static byte[] steps(double[] sums, int[] members) {
        double loudest = LEAST_POWER;
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= members[i % members.length];
            loudest = Math.max(loudest, sums[i]);
        }
        byte[] steps = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            double below = 10 * Math.log10(loudest / Math.max(LEAST_POWER, sums[i]));
            steps[i] = (byte) Math.round(STEPS * Math.max(0, 1 - below / RANGE_DB));
        }
        return steps;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(value -> Math.round(10 * value) / 10.0).toArray();
    }
}
