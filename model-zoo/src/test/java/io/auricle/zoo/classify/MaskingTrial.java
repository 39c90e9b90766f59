package io.auricle.zoo.classify;

import io.auricle.zoo.model.SoundModel;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Counts on how many clips masking the marked tenth of the picture costs the label more than masking random tenths does. */
final class MaskingTrial {
    private static final int PATCH_BANDS = 4;
    private static final int PATCH_FRAMES = 7;

    private final SoundModel model;
    private final int randomMasks;
    private final Random random = new Random(5);
    private int clips;
    private int won;

    MaskingTrial(SoundModel model, int randomMasks) {
        this.model = model;
        this.randomMasks = randomMasks;
    }

    void add(Explanation why) {
        float[] picture = why.spectrogram().values().clone();
        model.standardizer().applyInPlace(picture);
        int label = model.labels().indexOf(why.label());
        boolean[] marked = why.marked(0.1);
        double left = probability(masked(picture, marked), label);
        double leftByChance = 0;
        for (int i = 0; i < randomMasks; i++) {
            boolean[] mask =
                    randomTenth(why.spectrogram().rows(), why.spectrogram().frames());
            leftByChance += probability(masked(picture, mask), label) / randomMasks;
        }
        clips++;
        won += left < leftByChance ? 1 : 0;
    }

    double share() {
        return won / (double) clips;
    }

    int clips() {
        return clips;
    }

    private static float[] masked(float[] picture, boolean[] mask) {
        float[] masked = picture.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] = mask[i] ? 0 : masked[i];
        }
        return masked;
    }

    /** A tenth of the picture in pieces as small as those that the marked tenth comes in. */
    private boolean[] randomTenth(int bands, int frames) {
        boolean[] mask = new boolean[bands * frames];
        int left = Math.round(0.1f * mask.length);
        while (left > 0) {
            int band = random.nextInt(bands);
            int frame = random.nextInt(frames);
            for (int b = band; b < Math.min(bands, band + PATCH_BANDS); b++) {
                for (int f = frame; f < Math.min(frames, frame + PATCH_FRAMES) && left > 0; f++) {
                    left -= mask[b * frames + f] ? 0 : 1;
                    mask[b * frames + f] = true;
                }
            }
        }
        return mask;
    }

    private double probability(float[] picture, int label) {
        INDArray input = Nd4j.createFromArray(picture)
                .reshape(1, 1, model.frontEnd().bands(), model.frontEnd().frames());
        return model.graph().outputSingle(input).getDouble(0, label);
    }
}
