package io.auricle.training;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.Clip;
import io.auricle.training.internal.batch.Features;
import io.auricle.training.internal.batch.Labels;
import io.auricle.training.internal.batch.NetworkInput;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.internal.learn.Inference;
import io.auricle.training.score.EvaluationReport;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Measures a model on clips that it may never have heard.
 *
 * <pre>{@code
 * EvaluationReport report = Evaluator.evaluate(ModelFile.read(file), split.test(), 2, done -> {});
 * System.out.println(report.clips().balancedAccuracy());
 * }</pre>
 *
 * <p>A training run scores the file that it wrote by this very class, so that a later evaluation of the same file on the same
 * clips prints the same figures. <b>Threads.</b> No state, but a model's graph is for one thread at a time. <b>Cost.</b> Holds
 * the spectrograms of all clips.
 */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Evaluates a model.
     *
     * @param model    the model; its graph is used as it is, accelerate it before if it should be fast
     * @param clips    clips whose labels the model knows; at least one
     * @param threads  threads that compute features; at least 1
     * @param progress told the number of clips whose features are done
     * @return scores by clip and by window, and one prediction a clip
     * @throws IllegalArgumentException if the model does not know a clip's label
     * @throws IOException if a clip cannot be read
     */
    public static EvaluationReport evaluate(SoundModel model, List<Clip> clips, int threads, IntConsumer progress)
            throws IOException {
        return evaluate(model, clips, threads, Optional.empty(), progress);
    }

    /**
     * Evaluates a model on clips whose spectrograms may lie in a cache.
     *
     * @param model    the model
     * @param clips    clips whose labels the model knows; at least one
     * @param threads  threads that compute features; at least 1
     * @param cache    folder of spectrograms, made if absent; empty: they are computed anew
     * @param progress told the number of clips whose features are done
     * @return scores by clip and by window, and one prediction a clip
     * @throws IllegalArgumentException if the model does not know a clip's label
     * @throws IOException if a clip cannot be read
     */
    public static EvaluationReport evaluate(
            SoundModel model, List<Clip> clips, int threads, Optional<Path> cache, IntConsumer progress)
            throws IOException {
        requireNonNull(model, "model");
        check(!clips.isEmpty(), "clips must hold at least 1 clip, got 0");
        check(threads >= 1, "threads must be at least 1, got %d", threads);
        clips.forEach(clip -> Labels.index(model.labels(), clip));
        if (model.inputs().size() > 1 || model.input().windows() > 1) {
            SoundClassifier.Options options =
                    SoundClassifier.Options.defaults().withWorkers(threads).withThreadsPerCall(1);
            try (SoundClassifier classifier = SoundClassifier.of(model, options)) {
                return evaluate(classifier, clips, threads, progress);
            }
        }
        WindowSet windows = Features.of(
                clips, model.labels(), NetworkInput.of(model.frontEnd()), threads, cache, progress, Optional.empty());
        return evaluate(model.labels(), model.graph(), windows.standardise(model.standardizer()));
    }

    /**
     * Evaluates a classifier, such as an ensemble, by its answers to whole clips.
     *
     * @param classifier what answers; names one of its labels
     * @param clips      clips whose labels it knows; at least one
     * @param threads    clips at once; at least 1
     * @param progress   told the number of clips done
     * @return scores by clip, which are those by window as well, and one prediction a clip
     * @throws IllegalArgumentException if the classifier does not know a clip's label
     * @throws IOException              if a clip cannot be read
     */
    public static EvaluationReport evaluate(
            SoundClassifier classifier, List<Clip> clips, int threads, IntConsumer progress) throws IOException {
        check(!clips.isEmpty(), "clips must hold at least 1 clip, got 0");
        check(threads >= 1, "threads must be at least 1, got %d", threads);
        int[] labels = clips.stream()
                .mapToInt(clip -> Labels.index(classifier.labels(), clip))
                .toArray();
        float[][] probabilities = ClipAnswers.of(classifier, clips, threads, progress);
        int[] owners = IntStream.range(0, clips.size()).toArray();
        WindowSet windows = new WindowSet(clips, owners, labels, new float[clips.size()][0], 0, 0);
        return Scoring.report(classifier.labels(), windows, probabilities);
    }

    /** Evaluates a network on windows that are standardised as it wants them. */
    static EvaluationReport evaluate(List<String> labels, ComputationGraph graph, WindowSet windows) {
        check(windows.size() > 0, "clips must give at least 1 window, got 0");
        return Scoring.report(labels, windows, Inference.probabilities(graph, windows));
    }
}
