package io.auricle.zoo.classify;

import io.auricle.audio.AudioStream;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.util.Arrays;

/** What one thread needs to answer: a network of its own over the shared parameters, an extractor, and room. */
final class Worker implements Workers.Closing {
    private final PictureNetwork network;
    private final FrontEnd frontEnd;
    private final Standardizer standardizer;
    private final Extractor extractor;
    private final float[] features;
    private final Windows.Room room;

    Worker(PictureNetwork network, FrontEnd frontEnd, Standardizer standardizer) {
        this.network = network;
        this.frontEnd = frontEnd;
        this.standardizer = standardizer;
        this.extractor = frontEnd.extractor();
        this.features = new float[extractor.size()];
        this.room = new Windows.Room(frontEnd);
    }

    /** Mean probabilities over the windows of a stream. */
    float[] hear(AudioStream stream, int labels, String name) throws IOException {
        MeanAnswer mean = new MeanAnswer(labels);
        Windows.cut(stream, frontEnd, frontEnd.hopSamples(), name, room, (window, start) -> mean.add(hear(window)));
        return mean.get();
    }

    /** Probabilities of one window of samples. */
    float[] hear(float[] window) {
        extractor.computeInto(window, features, 0);
        standardizer.applyInPlace(features);
        return answer(features);
    }

    /** Weights may be finite and yet too large to reckon with. */
    private float[] answer(float[] picture) {
        float[] probabilities = network.answer(picture);
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw new IllegalStateException(
                        "the network must answer finite probabilities, got " + Arrays.toString(probabilities));
            }
        }
        return probabilities;
    }

    /** Why a stream is answered with a label, in the window where that is likeliest. */
    Explanation explain(AudioStream stream, int label, SoundClassifier classifier) throws IOException {
        Windows.Likeliest likeliest = new Windows.Likeliest();
        Windows.cut(
                stream,
                frontEnd,
                frontEnd.hopSamples(),
                "clip",
                room,
                (window, start) -> likeliest.offer(window, start, hear(window)[label]));
        double start = likeliest.firstSample() / (double) frontEnd.sampleRateHz();
        return explain(likeliest.window(), label, start, classifier);
    }

    private Explanation explain(float[] window, int label, double startSeconds, SoundClassifier classifier) {
        float[] decibels = new float[features.length];
        extractor.computeInto(window, decibels, 0);
        float[] picture = decibels.clone();
        standardizer.applyInPlace(picture);
        int bands = frontEnd.bands();
        int frames = frontEnd.frames();
        return new Explanation(
                classifier.labels().get(label),
                startSeconds,
                classifier.prediction(answer(picture)),
                Spectrogram.of(bands, frames, decibels),
                new Occlusion(bands, frames, picture, this::answer, label).cellsInOrder());
    }

    @Override
    public void close() {
        network.close();
    }
}
