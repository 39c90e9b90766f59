package io.auricle.examples;

import io.auricle.augment.Augmentation;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Every option of a training that {@code train} and {@code crossvalidate} share, a row each: parsing, help, completion,
 * complaints and the command that makes a run again come from here. {@code config.json} records the options by themselves.
 */
final class TrainingTable {
    static final List<TrainingRow<?>> ROWS = List.of(
            TrainingRow.<String>value(
                            "--model",
                            "model",
                            "NETWORK",
                            "cnn-lstm, cnn, crnn or sb-cnn. Default: cnn-lstm with the notebook's recipe, else crnn.",
                            word -> Architectures.of(word).word(),
                            (b, word) -> b.model(Architectures.of(word)),
                            o -> Optional.of(o.model().word()))
                    .offering(
                            Architectures.all().stream().map(Architecture::word).toList())
                    .alwaysWritten(),
            TrainingRow.<String>value(
                            "--recipe",
                            "recipe",
                            "RECIPE",
                            "notebook (the origin's, exactly) or best. Default: best.",
                            word -> Recipe.of(word).word(),
                            (b, word) -> b.recipe(Recipe.of(word)),
                            o -> Optional.of(o.recipe().word()))
                    .offering(Recipe.all().stream().map(Recipe::word).toList())
                    .alwaysWritten(),
            TrainingRow.<Integer>value(
                            "--epochs",
                            "epochs",
                            "N",
                            "Passes over the training windows. Default: 40, or more where clips are few (--least-steps).",
                            Integer::valueOf,
                            (b, n) -> b.optimisation(o -> o.epochs(n)),
                            o -> Optional.of(o.optimisation().epochs()))
                    .alwaysWritten(),
            TrainingRow.<Integer>value(
                            "--least-steps",
                            "leastSteps",
                            "N",
                            "Steps to make at least: where clips are few, the epochs become as many as that takes."
                                    + " Default: 1100 with the recipe best, 0 with --epochs or the notebook's.",
                            Integer::valueOf,
                            (b, n) -> b.optimisation(o -> o.leastSteps(n)),
                            o -> Optional.of(o.optimisation().leastSteps()))
                    .alwaysWritten(),
            TrainingRow.<Integer>value(
                            "--batch",
                            "batch",
                            "N",
                            "Windows per step. Default: 32.",
                            Integer::valueOf,
                            (b, n) -> b.optimisation(o -> o.batch(n)),
                            o -> Optional.of(o.optimisation().batch()))
                    .alwaysWritten(),
            TrainingRow.<Double>value(
                            "--learning-rate",
                            "learningRate",
                            "RATE",
                            "Peak learning rate. Default: the recipe's.",
                            Double::valueOf,
                            (b, rate) -> b.optimisation(o -> o.learningRate(rate)),
                            o -> Optional.of(o.optimisation().learningRate()))
                    .alwaysWritten(),
            TrainingRow.<Long>value(
                            "--seed",
                            "seed",
                            "N",
                            "Of every random choice. Default: 1.",
                            Long::valueOf,
                            (b, n) -> b.seed(n),
                            o -> Optional.of(o.seed()))
                    .alwaysWritten(),
            TrainingRow.<Integer>value(
                            "--threads",
                            "threads",
                            "N",
                            "Threads to compute with. Default: all cores.",
                            Integer::valueOf,
                            (b, n) -> b.execution(e -> e.threads(n)),
                            o -> Optional.of(o.execution().threads()))
                    .alwaysWritten(),
            TrainingRow.flag(
                    "--augment",
                    "Augment training windows. Default: the recipe's.",
                    (b, on) -> b.input(i -> i.augmentation(Augmentation.standard())),
                    o -> o.input().augmentation().equals(Augmentation.standard())),
            TrainingRow.flag(
                    "--no-augment",
                    "Leave training windows as they are.",
                    (b, on) -> b.input(i -> i.augmentation(Augmentation.none())),
                    o -> o.input().augmentation().equals(Augmentation.none())),
            TrainingRow.flag(
                    "--no-validation",
                    "Train on the validation clips too, choose nothing by them and keep the last epoch: on all but the test fold"
                            + " in crossvalidate, the protocol of plain k-fold figures.",
                    (b, on) -> b.selection(
                            s -> s.validation(Selection.Validation.NONE).keep(Selection.Keep.LAST)),
                    o -> o.selection().validation() == Selection.Validation.NONE
                            && o.selection().keep() == Selection.Keep.LAST),
            TrainingRow.flag(
                    "--skip-unreadable",
                    "List clips that cannot be decoded and leave them out. Default: the first one stops the run.",
                    (b, on) -> b.input(i -> i.skipUnreadable(true)),
                    o -> o.input().skipUnreadable()),
            TrainingRow.<Double>value(
                    "--unsure-below",
                    "unsureBelow",
                    "P",
                    "Probability below which the model says that it is not sure. Default: calibrated on validation clips.",
                    Double::valueOf,
                    (b, p) -> b.selection(s -> s.unsureBelow(p)),
                    o -> boxed(o.selection().unsureBelow())),
            TrainingRow.<Path>value(
                    "--cache",
                    "cache",
                    "DIR",
                    "Where features lie, shared with extract and other runs. Default: in memory, computed anew.",
                    Path::of,
                    (b, folder) -> b.execution(e -> e.cache(folder)),
                    o -> Optional.empty()),
            TrainingRow.flag(
                    "--no-onednn",
                    "Run on stock Deeplearning4j.",
                    (b, off) -> b.execution(e -> e.oneDnn(false)),
                    o -> !o.execution().oneDnn()),
            TrainingRow.flag(
                    "--resume",
                    "Go on with the run in --out from its last checkpoint.",
                    (b, on) -> b.execution(e -> e.resume(true)),
                    o -> false));

    private TrainingTable() {}

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /** What applies to a recipe and a network if nothing else is typed. */
    static TrainingOptions usual(TrainingOptions options) {
        return TrainingOptions.builder()
                .recipe(options.recipe())
                .model(options.model())
                .build();
    }

    /** Whether the command line has words for everything in a run that decides its outcome. */
    static boolean says(TrainingOptions options) {
        boolean found =
                Recipe.all().contains(options.recipe()) && Architectures.all().contains(options.model());
        if (!found || !FrontEndWords.knows(options.input().frontEnd())) {
            return false;
        }
        TrainingOptions.Builder again = TrainingOptions.builder();
        for (TrainingRow<?> row : ROWS) {
            again = row.copy(options, again);
        }
        TrainingOptions said = again.input(i -> i.frontEnd(options.input().frontEnd()))
                .execution(e -> options.execution().toBuilder())
                .build();
        return said.equals(options);
    }
}
