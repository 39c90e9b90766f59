package io.auricle.training;

import io.auricle.data.Clip;
import io.auricle.data.Leak;
import io.auricle.data.Split;
import io.auricle.training.internal.learn.Learner;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.Versions;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Threshold;
import io.auricle.zoo.Backbone;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Thresholds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Everything about a run that goes into its model file and its outputs. */
record RunRecord(RunConfig config, Split split, TrainingOptions options, RunData parts, TrainingSession session) {

    /** The model of the kept weights. */
    SoundModel model() {
        return model(Map.of(), OptionalDouble.empty());
    }

    /** The same with what it scored, and the threshold below which it had better say that it is not sure. */
    SoundModel model(TrainingResult result) {
        Map<String, Object> scores = new LinkedHashMap<>();
        result.train().ifPresent(report -> scores.put("train", scores(report)));
        result.validation().ifPresent(report -> scores.put("validation", scores(report)));
        result.test().ifPresent(report -> scores.put("test", scores(report)));
        return model(scores, threshold(result));
    }

    /** The given threshold, else the one that parts right from wrong answers to validation clips best. */
    OptionalDouble threshold(TrainingResult result) {
        return options.selection().unsureBelow().isPresent()
                ? options.selection().unsureBelow()
                : result.validation()
                        .map(report -> Threshold.of(report.predictions()))
                        .orElse(OptionalDouble.empty());
    }

    private SoundModel model(Map<String, Object> scores, OptionalDouble threshold) {
        Learner learner = session.learner();
        learner.setWeights(session.kept());
        learner.restoreConfiguration();
        return parts.input()
                .backbone()
                .map(backbone -> onBackbone(backbone, training(scores), threshold))
                .orElseGet(() -> SoundModel.of(
                        learner.graph(),
                        options.input().frontEnd(),
                        parts.labels(),
                        parts.standardizer(),
                        training(scores),
                        threshold));
    }

    /** The head behind its backbone: a file with everything in it. */
    private SoundModel onBackbone(Backbone backbone, Map<String, Object> training, OptionalDouble threshold) {
        BackboneArchitecture architecture = (BackboneArchitecture) options.model();
        int windows = architecture.windows();
        ComputationGraph graph = architecture.join(backbone, session.learner().graph(), windows);
        ModelInput input = ModelInput.of(NetworkSpec.INPUT, backbone.frontEnd(), windows, parts.standardizer());
        return new SoundModel(
                graph, List.of(input), parts.labels(), OutputKind.SOFTMAX, training, Thresholds.of(threshold));
    }

    /** What is scored: the network of the file, or the head on the values that the backbone has given already. */
    ComputationGraph scored(SoundModel saved) {
        if (parts.input().backbone().isPresent()) {
            return session.learner().graph();
        }
        return options.execution().oneDnn() ? Learner.accelerated(saved.graph(), options) : saved.graph();
    }

    /** Share of all training time in which the network waited for input. */
    double idleShare() {
        List<EpochResult> history = session.history();
        double seconds = history.stream().mapToDouble(EpochResult::seconds).sum();
        double idle = history.stream()
                .mapToDouble(epoch -> epoch.seconds() * epoch.idleShare())
                .sum();
        return seconds == 0 ? 0 : idle / seconds;
    }

    /** How much of the test is no test, whatever the protocol. */
    Leak leak() {
        Split learnt = learnt();
        return learnt.leak().orElseGet(() -> Leak.ofLabelledRecordings(learnt.train(), learnt.test()));
    }

    /** The split as it was used: without validation, its validation clips train, and may leak too. */
    Split learnt() {
        if (options.selection().validation() != Selection.Validation.NONE) {
            return split;
        }
        List<Clip> train = Stream.concat(split.train().stream(), split.validation().stream())
                .toList();
        return new Split(
                train,
                List.of(),
                split.test(),
                split.protocol(),
                split.leak().map(leak -> Leak.ofRecordings(train, split.test())));
    }

    private Map<String, Object> training(Map<String, Object> scores) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("run", config.id());
        training.put("model", options.model().word());
        training.put("recipe", options.recipe().word());
        training.put("protocol", split.protocol().description());
        training.put("dataDigest", config.dataDigest());
        training.put("trainClips", parts.train().clips().size());
        training.put(
                "validationClips",
                parts.validation().map(set -> set.clips().size()).orElse(0));
        training.put("testClips", parts.test().clips().size());
        training.put("seed", options.seed());
        training.put("epochs", session.history().size());
        training.put("keptEpoch", session.keptEpoch());
        training.put("auricle", Versions.auricle());
        training.put("deeplearning4j", Versions.deeplearning4j());
        if (!scores.isEmpty()) {
            training.put("scores", scores);
        }
        return training;
    }

    private static Map<String, Object> scores(EvaluationReport report) {
        Map<String, Object> scores = new LinkedHashMap<>();
        scores.put("clips", report.clips().count());
        scores.put("recordings", report.recordings());
        scores.put("accuracy", report.clips().accuracy());
        scores.put("balancedAccuracy", report.clips().balancedAccuracy());
        scores.put("loss", report.clips().loss());
        scores.put("rmse", report.clips().rmse());
        return scores;
    }
}
