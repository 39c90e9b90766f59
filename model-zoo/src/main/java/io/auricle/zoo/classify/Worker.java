package io.auricle.zoo.classify;

import io.auricle.audio.AudioStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What one thread needs to answer: networks of its own over the shared parameters, extractors, and memory for windows. */
final class Worker implements Workers.Closing {
    private final List<Predictor> predictors;
    private final List<List<Lane>> lanes;
    private final List<float[][]> windows;

    Worker(List<Member> members) {
        this.predictors = members.stream().map(Member::predictor).toList();
        this.lanes = members.stream()
                .map(member -> member.hasFrontEnds() ? member.lanes() : List.<Lane>of())
                .toList();
        this.windows = lanes.stream().map(Cutting::windows).toList();
    }

    /** Mean outputs over the windows of a stream, then over the networks. */
    float[] predict(AudioStream stream, String name) throws IOException {
        List<MeanAnswer> means = new ArrayList<>();
        List<Cutting.Maker> makers = new ArrayList<>();
        for (int i = 0; i < predictors.size(); i++) {
            Predictor predictor = predictors.get(i);
            List<Lane> own = lanes.get(i);
            float[][] memory = windows.get(i);
            MeanAnswer mean = new MeanAnswer();
            means.add(mean);
            makers.add(
                    rate -> new Cutting(own, rate, memory, (samples, start) -> mean.add(predictor.predict(samples))));
        }
        Cutting.cut(stream, lanes.stream().flatMap(List::stream).toList(), name, makers);
        return MeanAnswer.of(means.stream().map(MeanAnswer::get).toList());
    }

    /** Mean outputs of all networks for one stretch of samples per input of each. */
    float[] predict(float[][] samples) {
        List<float[]> answers = new ArrayList<>();
        int next = 0;
        for (Predictor predictor : predictors) {
            int count = predictor.readers().size();
            float[][] own = new float[count][];
            System.arraycopy(samples, next, own, 0, count);
            next += count;
            answers.add(predictor.predict(own));
        }
        return MeanAnswer.of(answers);
    }

    /** Mean outputs of all networks for one array per input of each. */
    float[] answer(float[][] arrays) {
        List<float[]> answers = new ArrayList<>();
        for (Predictor predictor : predictors) {
            answers.add(predictor.answer(arrays));
        }
        return MeanAnswer.of(answers);
    }

    Predictor only() {
        return predictors.get(0);
    }

    @Override
    public void close() {
        predictors.forEach(Predictor::close);
    }
}
