package io.auricle.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.training.internal.Csv;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.RunFiles;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.Reports;
import io.auricle.training.result.RunSummary;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.ClipPrediction;
import io.auricle.training.score.EvaluationReport;
import io.auricle.training.score.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what a finished run is known by; the metrics last, since they mark it as finished. */
final class RunOutput {
    private RunOutput() {}

    static void write(RunFolder run, RunRecord record, TrainingResult result, Reports reports) throws IOException {
        EvaluationReport judged = result.test().or(result::validation).orElseGet(() -> result.train()
                .orElseThrow());
        RunFiles.write(run.file(RunFolder.PREDICTIONS), predictions(judged));
        RunFiles.write(run.file(RunFolder.REPORT), reports.run(content(record, result, judged)));
        RunFiles.write(run.file(RunFolder.METRICS), Json.pretty(metrics(record, result)));
    }

    private static RunSummary content(RunRecord record, TrainingResult result, EvaluationReport judged)
            throws IOException {
        return new RunSummary(
                record.config().source(),
                record.parts().labels(),
                record.options(),
                record.learnt(),
                record.leak(),
                record.parts().droppedClips(),
                result,
                HardClips.of(record, judged),
                record.config().toJson());
    }

    /** The metrics as a tree: whole reports but for the predictions, which have a file of their own. */
    static ObjectNode metrics(RunRecord record, TrainingResult result) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        List<EpochResult> history = result.history();
        tree.put("epochs", history.size());
        tree.put("keptEpoch", result.keptEpoch());
        tree.put("parameters", record.session().learner().graph().numParams());
        tree.put(
                "trainingSeconds",
                history.stream().mapToDouble(EpochResult::seconds).sum());
        tree.put("secondsPerStep", record.session().secondsPerStep());
        tree.put("idleShare", result.idleShare());
        tree.put("droppedClips", record.parts().droppedClips());
        tree.put("testLeakShare", record.leak().share());
        record.threshold(result).ifPresent(threshold -> tree.put("threshold", threshold));
        result.test()
                .map(report -> Threshold.of(report.predictions()))
                .ifPresent(best -> best.ifPresent(threshold -> tree.put("testThreshold", threshold)));
        result.train().ifPresent(report -> tree.set("train", tree(report)));
        result.validation().ifPresent(report -> tree.set("validation", tree(report)));
        result.test().ifPresent(report -> tree.set("test", tree(report)));
        return tree;
    }

    private static ObjectNode tree(EvaluationReport report) {
        ObjectNode tree = Json.MAPPER.valueToTree(report);
        tree.remove("predictions");
        return tree;
    }

    /** The test scores of a finished run, without its predictions. */
    static EvaluationReport readTest(Path metrics) throws IOException {
        if (!(Json.read(metrics).path("test") instanceof ObjectNode test)) {
            throw new IOException(metrics + " must hold scores of a test, found none");
        }
        test.putArray("predictions");
        return Json.MAPPER.treeToValue(test, EvaluationReport.class);
    }

    static String predictions(EvaluationReport report) {
        List<String> header =
                new ArrayList<>(List.of("clip", "recording", "label", "predicted", "right", "probability", "windows"));
        report.labels().forEach(label -> header.add("p_" + label));
        List<List<String>> rows =
                report.predictions().stream().map(RunOutput::row).toList();
        return Csv.write(header, rows);
    }

    private static List<String> row(ClipPrediction prediction) {
        List<String> row = new ArrayList<>(List.of(
                prediction.clip(),
                prediction.recording(),
                prediction.actual(),
                prediction.predicted(),
                Boolean.toString(prediction.right()),
                Double.toString(prediction.confidence()),
                Integer.toString(prediction.windows())));
        prediction.probabilities().forEach(probability -> row.add(String.valueOf(probability)));
        return row;
    }
}
