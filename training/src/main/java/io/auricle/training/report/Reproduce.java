package io.auricle.training.report;

import io.auricle.data.Clip;
import io.auricle.training.TrainingOptions;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command that makes this run again, and the whole configuration. */
final class Reproduce {
    private Reproduce() {}

    static String of(ReportContent content) {
        return "<p>With the same data, seed, options and one thread, the weights come out equal to the bit; with more threads"
                + " sums are added in another order, and figures may differ in their last digits.</p>\n<pre><code>"
                + Html.escape(command(content)) + "</code></pre>\n"
                + "<details><summary>config.json: every option, versions, digest of the data, names of the clips</summary>"
                + "<pre class=\"long\"><code>" + Html.escape(content.config()) + "</code></pre></details>\n";
    }

    static String command(ReportContent content) {
        TrainingOptions options = content.options();
        TrainingOptions usual = TrainingOptions.builder()
                .recipe(options.recipe())
                .model(options.model())
                .epochs(options.epochs())
                .build();
        StringBuilder command = new StringBuilder("./auricle train ")
                .append(content.data())
                .append(" --out RUN")
                .append(" --model ")
                .append(options.model().word())
                .append(" --recipe ")
                .append(options.recipe().word())
                .append(folds(content))
                .append(" --epochs ")
                .append(options.epochs())
                .append(" --batch ")
                .append(options.batch())
                .append(" --learning-rate ")
                .append(options.learningRate())
                .append(" --seed ")
                .append(options.seed())
                .append(" --threads ")
                .append(options.threads());
        command.append(options.oneDnn() ? "" : " --no-onednn")
                .append(options.augmentation().equals(usual.augmentation()) ? "" : " --no-augment");
        return command.toString().replace(" --", " \\\n    --");
    }

    private static String folds(ReportContent content) {
        String protocol = content.split().protocol();
        if (protocol.startsWith("official")) {
            String train = folds(content.split().train());
            String validation = folds(content.split().validation());
            boolean own = !validation.isEmpty() && !protocol.contains("15 %");
            return " --protocol official --train-folds " + train
                    + (own ? " --validation-folds " + validation : "")
                    + " --test-folds " + folds(content.split().test());
        }
        return " --protocol "
                + (protocol.startsWith("grouped")
                        ? "grouped"
                        : protocol.startsWith("random by window") ? "random-windows" : "random-clips");
    }

    private static String folds(List<Clip> clips) {
        return clips.stream()
                .flatMapToInt(clip -> clip.fold().stream())
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
