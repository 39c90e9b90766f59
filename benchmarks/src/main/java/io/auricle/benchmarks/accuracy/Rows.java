package io.auricle.benchmarks.accuracy;

import io.auricle.augment.Augmentation;
import io.auricle.augment.BandFilter;
import io.auricle.augment.FrequencyMask;
import io.auricle.augment.LevelChange;
import io.auricle.augment.TimeMask;
import io.auricle.augment.TimeRoll;
import io.auricle.features.FrontEnd;
import io.auricle.training.options.LearningRateSchedule;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.options.TrainingOptions.Builder;
import io.auricle.zoo.Architectures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The rows of the accuracy tables: what differs from the recipe {@code best} with its own network. */
final class Rows {
    static final Map<String, UnaryOperator<Builder>> ALL = rows();

    private Rows() {}

    private static Map<String, UnaryOperator<Builder>> rows() {
        Augmentation standard = Augmentation.standard();
        Map<String, UnaryOperator<Builder>> rows = new LinkedHashMap<>();
        rows.put("best", options -> options);
        rows.put("no-filter", options -> options.input(i -> i.augmentation(standard.with(new BandFilter(0)))));
        rows.put("no-mixup", options -> options.input(i -> i.augmentation(standard.withMixupAlpha(0))));
        rows.put(
                "no-masks",
                options -> options.input(i ->
                        i.augmentation(standard.with(new FrequencyMask(0, 0)).with(new TimeMask(0, 0)))));
        rows.put("no-roll", options -> options.input(i -> i.augmentation(standard.with(new TimeRoll(0)))));
        rows.put("no-gain", options -> options.input(i -> i.augmentation(standard.with(new LevelChange(0)))));
        rows.put("no-augmentation", options -> options.input(i -> i.augmentation(Augmentation.none())));
        rows.put("no-smoothing", options -> options.regularisation(r -> r.labelSmoothing(0)));
        rows.put("no-decay", options -> options.regularisation(r -> r.weightDecay(0)));
        rows.put(
                "constant-rate",
                options -> options.optimisation(
                        o -> o.schedule(LearningRateSchedule.CONSTANT).learningRate(1e-3)));
        rows.put("40-epochs", options -> options.optimisation(o -> o.epochs(40)));
        rows.put("80-epochs", options -> options.optimisation(o -> o.epochs(80)));
        rows.put("average", options -> options.regularisation(r -> r.averageDecay(0.99)));
        rows.put("notebook-input", options -> options.input(i -> i.frontEnd(FrontEnd.urbanSound())));
        rows.put("cnn-lstm", options -> options.model(Architectures.CNN_LSTM));
        rows.put("cnn-lstm-own-dropout", options -> options.model(Architectures.CNN_LSTM)
                .regularisation(r -> r.dropout(1)));
        rows.put("cnn", options -> options.model(Architectures.CNN));
        rows.put("sb-cnn", options -> options.model(Architectures.SB_CNN));
        rows.put("notebook", options -> options.recipe(Recipe.NOTEBOOK));
        rows.put("batch-16", options -> options.optimisation(o -> o.batch(16)));
        rows.put("decay-0.05", options -> options.regularisation(r -> r.weightDecay(0.05)));
        rows.put("cnn-lstm-64", options -> options.model(Architectures.CNN_LSTM)
                .input(i -> i.frontEnd(FrontEnd.compact())));
        rows.putAll(strengths());
        return rows;
    }

    /** Other strengths of filter, gain and masks, by their decibels. */
    private static Map<String, UnaryOperator<Builder>> strengths() {
        Augmentation milder = Augmentation.standard().with(new BandFilter(6)).with(new LevelChange(3));
        Map<String, UnaryOperator<Builder>> rows = new LinkedHashMap<>();
        rows.put("filter-6-gain-3", options -> options.input(i -> i.augmentation(milder)));
        rows.put("filter-0-gain-3", options -> options.input(i -> i.augmentation(milder.with(new BandFilter(0)))));
        rows.put("filter-12-gain-3", options -> options.input(i -> i.augmentation(milder.with(new BandFilter(12)))));
        rows.put("filter-18-gain-3", options -> options.input(i -> i.augmentation(milder.with(new BandFilter(18)))));
        rows.put(
                "filter-12-gain-14",
                options -> options.input(
                        i -> i.augmentation(Augmentation.standard().with(new LevelChange(14)))));
        rows.put(
                "filter-6-gain-3-no-masks",
                options -> options.input(
                        i -> i.augmentation(milder.with(new FrequencyMask(0, 0)).with(new TimeMask(0, 0)))));
        rows.put("filter-6-gain-3-no-mixup", options -> options.input(i -> i.augmentation(milder.withMixupAlpha(0))));
        rows.put(
                "filter-6-gain-3-wide-masks",
                options -> options.input(i ->
                        i.augmentation(milder.with(new FrequencyMask(2, 0.25)).with(new TimeMask(2, 0.25)))));
        return rows;
    }

    /** The options of a row, as the recipe has them: an epoch is chosen by validation recordings. */
    static TrainingOptions chosen(String row, long seed) {
        return ALL.get(row).apply(TrainingOptions.builder()).seed(seed).build();
    }

    /** The options of a row, trained on all clips of its training part and never chosen by any: the last epoch counts. */
    static TrainingOptions options(String row, long seed) {
        return ALL.get(row)
                .apply(TrainingOptions.builder())
                .selection(s -> s.validation(Selection.Validation.NONE).keep(Selection.Keep.LAST))
                .seed(seed)
                .build();
    }
}
