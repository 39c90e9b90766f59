package io.auricle.training.report;

import io.auricle.data.Clip;
import io.auricle.training.Augmentation;
import io.auricle.training.Recipe;
import io.auricle.training.TrainingOptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command that makes this run again, and the whole configuration. */
final class Reproduce {
    private Reproduce() {}

    static String of(ReportContent content) {
        return "<p>With the same data, seed, options and one thread, the weights come out equal to the bit; with more threads"
                + " sums are added in another order, and figures may differ in their last digits.</p>\n<pre><code>"
                + Html.escape(command(content)) + "</code></pre>\n"
                + (beyondTheCommandLine(content.options())
                        ? "<p>The front end or other options differ from the command line's defaults: they are in the"
                                + " configuration below.</p>\n"
                        : "")
                + "<details><summary>config.json: every option, versions, digest of the data, names of the clips</summary>"
                + "<pre class=\"long\"><code>" + Html.escape(content.config()) + "</code></pre></details>\n";
    }

    static String command(ReportContent content) {
        TrainingOptions options = content.options();
        return "./auricle train " + quoted(content.data())
                + option("out", "RUN")
                + option("model", options.model().word())
                + option("recipe", options.recipe().word())
                + folds(content)
                + settings(options);
    }

    /** The command of a whole cross-validation. */
    static String crossValidation(String data, Set<Integer> folds, TrainingOptions options) {
        return "./auricle crossvalidate " + quoted(data)
                + option("out", "RUN")
                + option("model", options.model().word())
                + option("recipe", options.recipe().word())
                + option("folds", folds.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")))
                + settings(options);
    }

    private static String settings(TrainingOptions options) {
        return option("epochs", options.epochs())
                + option("batch", options.batch())
                + option("learning-rate", options.learningRate())
                + option("seed", options.seed())
                + option("threads", options.threads())
                + (unvalidated(options) ? " \\\n    --no-validation" : "")
                + (options.unsureBelow().isPresent()
                        ? option("unsure-below", options.unsureBelow().getAsDouble())
                        : "")
                + (options.oneDnn() ? "" : " \\\n    --no-onednn")
                + (augments(options) ? "" : " \\\n    --no-augment");
    }

    /** Whether the run had settings that the command line has no words for. */
    static boolean beyondTheCommandLine(TrainingOptions options) {
        TrainingOptions.Builder same = TrainingOptions.builder()
                .recipe(options.recipe())
                .model(options.model())
                .epochs(options.epochs())
                .batch(options.batch())
                .learningRate(options.learningRate())
                .seed(options.seed())
                .threads(options.threads())
                .oneDnn(options.oneDnn())
                .resume(options.resume());
        options.unsureBelow().ifPresent(same::unsureBelow);
        options.cache().ifPresent(same::cache);
        if (unvalidated(options)) {
            same.validation(TrainingOptions.Validation.NONE).keep(TrainingOptions.Keep.LAST);
        }
        if (!augments(options)) {
            same.augmentation(Augmentation.none());
        }
        return !same.build().equals(options);
    }

    private static boolean unvalidated(TrainingOptions options) {
        return options.validation() == TrainingOptions.Validation.NONE && options.keep() == TrainingOptions.Keep.LAST;
    }

    private static boolean augments(TrainingOptions options) {
        return options.recipe() == Recipe.NOTEBOOK || !options.augmentation().equals(Augmentation.none());
    }

    private static String option(String name, Object value) {
        return " \\\n    --" + name + " " + value;
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static String folds(ReportContent content) {
        String protocol = content.split().protocol();
        if (protocol.startsWith("official")) {
            String train = folds(content.split().train());
            String validation = folds(content.split().validation());
            String test = folds(content.split().test());
            boolean own = !validation.isEmpty() && !protocol.contains("15 %");
            return option("protocol", "official")
                    + option("train-folds", train)
                    + (own ? option("validation-folds", validation) : "")
                    + (test.isEmpty() ? " --no-test" : option("test-folds", test));
        }
        return option(
                "protocol",
                (protocol.startsWith("grouped")
                        ? "grouped"
                        : protocol.startsWith("random by window") ? "random-windows" : "random-clips"));
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
