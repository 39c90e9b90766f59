package io.auricle.zoo.classify;

import io.auricle.features.Spectrogram;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import java.util.List;

/** Explains a network's answer to one stretch of samples by its longest input; other inputs stay as they are. */
final class Explainer {
    private static final double LEAST = 1e-30;

    private final Predictor predictor;
    private final OutputKind output;
    private final int label;

    Explainer(Predictor predictor, OutputKind output, int label) {
        this.predictor = predictor;
        this.output = output;
        this.label = label;
    }

    Explanation explain(float[][] samples, int lead, double startSeconds, SoundClassifier classifier) {
        InputReader reader = predictor.readers().get(lead);
        Prediction prediction = classifier.prediction(predictor.predict(samples));
        float[][] arrays = new float[samples.length][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = predictor.readers().get(i).read(samples[i]).clone();
        }
        float[] features = reader.features(samples[lead]).clone();
        Strip strip = new Strip(reader.input());
        Spectrogram spectrogram = Spectrogram.of(strip.bands, strip.frames, strip.sideBySide(features));
        reader.input().standardizer().applyInPlace(features);
        Occlusion occlusion = new Occlusion(
                strip.bands,
                strip.frames,
                strip.sideBySide(features),
                pictures -> logOdds(pictures, arrays, lead, strip));
        return new Explanation(
                classifier.labels().get(label), startSeconds, prediction, spectrogram, occlusion.cellsInOrder());
    }

    /** The windows of an input side by side as one picture, and back. */
    private static final class Strip {
        private final int windows;
        private final int own;
        private final int bands;
        private final int frames;

        Strip(ModelInput input) {
            windows = input.windows();
            bands = input.frontEnd().orElseThrow().bands();
            own = input.frontEnd().orElseThrow().frames();
            frames = windows * own;
        }

        float[] sideBySide(float[] stacked) {
            return moved(stacked, false);
        }

        float[] stacked(float[] sideBySide) {
            return moved(sideBySide, true);
        }

        private float[] moved(float[] from, boolean back) {
            float[] into = new float[from.length];
            for (int window = 0; window < windows; window++) {
                for (int band = 0; band < bands; band++) {
                    int stacked = (window * bands + band) * own;
                    int side = band * frames + window * own;
                    System.arraycopy(from, back ? side : stacked, into, back ? stacked : side, own);
                }
            }
            return into;
        }
    }

    private double[] logOdds(List<float[]> pictures, float[][] arrays, int lead, Strip strip) {
        int count = pictures.size();
        float[][] batch = new float[arrays.length][];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = i == lead ? leading(pictures, lead, strip) : repeated(arrays[i], count);
        }
        float[] answers = Predictor.finite(predictor.network().batched().answer(count, batch));
        int labels = answers.length / count;
        double[] odds = new double[count];
        for (int i = 0; i < count; i++) {
            odds[i] = logOdds(answers, i * labels, labels);
        }
        return odds;
    }

    private float[] leading(List<float[]> pictures, int lead, Strip strip) {
        int size = pictures.get(0).length;
        float[] all = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(strip.stacked(pictures.get(i)), 0, all, i * size, size);
        }
        return predictor.readers().get(lead).ordered(all, pictures.size());
    }

    private static float[] repeated(float[] array, int count) {
        float[] all = new float[count * array.length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(array, 0, all, i * array.length, array.length);
        }
        return all;
    }

    /** Finer than the probability where that is close to 0 or 1. */
    private double logOdds(float[] answers, int from, int labels) {
        double others = 0;
        if (output == OutputKind.SIGMOID) {
            others = 1 - answers[from + label];
        } else {
            for (int i = 0; i < labels; i++) {
                others += i == label ? 0 : answers[from + i];
            }
        }
        return Math.log(Math.max(answers[from + label], LEAST) / Math.max(others, LEAST));
    }
}
