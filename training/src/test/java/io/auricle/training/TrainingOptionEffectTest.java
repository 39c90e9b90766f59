package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.augment.Augmentation;
import io.auricle.augment.BandFilter;
import io.auricle.data.Split;
import io.auricle.training.options.LearningRateSchedule;
import io.auricle.training.options.Optimiser;
import io.auricle.training.options.Recipe;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.options.TrainingOptions.Builder;
import io.auricle.zoo.Architectures;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes one option alone; the outcome must change. */
class TrainingOptionEffectTest {
    /** Those that leave the weights of a short run as they are: below, in TrainingRunTest and in ResumeTest; threads change speed. */
    private static final Set<String> ELSEWHERE = Set.of(
            "leastSteps",
            "skipUnreadable",
            "model",
            "keep",
            "patience",
            "dropShortClips",
            "oneDnn",
            "threads",
            "unsureBelow",
            "resume",
            "cache");

    @TempDir
    static Path folder;

    private static RunFixture runs;
    private static float[] usual;

    @BeforeAll
    static void train_with_the_usual_options() throws IOException {
        runs = new RunFixture(folder, 6);
        usual = runs.train(base().build(), TrainingListener.SILENT).kept();
    }

    /** A schedule of a user's own. */
    private record Halved() implements LearningRateSchedule {
        @Override
        public String word() {
            return "halved";
        }

        @Override
        public double share(double progress) {
            return 0.5;
        }
    }

    private static Builder base() {
        return TinySounds.options().optimisation(o -> o.epochs(1)).selection(s -> s.keep(Selection.Keep.LAST));
    }

    @Test
    void equal_options_give_equal_weights() throws IOException {
        assertThat(runs.train(base().build(), TrainingListener.SILENT).kept()).isEqualTo(usual);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("epochs", b -> b.optimisation(o -> o.epochs(2))),
                change("batch", b -> b.optimisation(o -> o.batch(5))),
                change("learningRate", b -> b.optimisation(o -> o.learningRate(1e-3))),
                change("schedule", b -> b.optimisation(o -> o.schedule(LearningRateSchedule.CONSTANT))),
                change("optimiser", b -> b.optimisation(o -> o.optimiser(new Optimiser.Momentum(0.9)))),
                change("optimiser", b -> b.optimisation(o -> o.optimiser(new Optimiser.Adam(0.8, 0.99, 1e-6)))),
                change("schedule", b -> b.optimisation(o -> o.schedule(new Halved()))),
                change("weightDecay", b -> b.regularisation(r -> r.weightDecay(0.1))),
                change("dropout", b -> b.regularisation(r -> r.dropout(0.5))),
                change("labelSmoothing", b -> b.regularisation(r -> r.labelSmoothing(0.3))),
                change("augmentation", b -> b.input(i -> i.augmentation(Augmentation.none()))),
                change(
                        "augmentation",
                        b -> b.input(i -> i.augmentation(Augmentation.standard().with(new BandFilter(0))))),
                change("balanceClasses", b -> b.input(i -> i.balanceClasses(true))),
                change("averageDecay", b -> b.regularisation(r -> r.averageDecay(0.9))),
                change("debiasBatchNorm", b -> b.regularisation(r -> r.debiasBatchNorm(false))),
                change("batchNormDecay", b -> b.regularisation(r -> r.batchNormDecay(0.5))),
                change("validation", b -> b.selection(s -> s.validation(Selection.Validation.LAST_FIFTH))),
                change("validation", b -> b.selection(s -> s.validation(Selection.Validation.NONE))),
                change("seed", b -> b.seed(2)),
                change(
                        "frontEnd",
                        b -> b.input(i -> i.frontEnd(TinySounds.frontEnd().toBuilder()
                                .mel(mel -> mel.maxHz(3000))
                                .build()))),
                change("recipe", b -> b.recipe(Recipe.NOTEBOOK).optimisation(o -> o.learningRate(2e-3))));
    }

    private static Arguments change(String name, UnaryOperator<Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changes_the_weights(String name, UnaryOperator<Builder> change) throws IOException {
        TrainingSession session = runs.train(change.apply(base()).build(), TrainingListener.SILENT);

        assertThat(session.kept()).isNotEqualTo(usual);
    }

    @Test
    void every_option_is_changed_here_or_has_a_test_elsewhere() {
        Set<String> changed =
                changes().map(change -> (String) change.get()[0]).collect(Collectors.toCollection(TreeSet::new));
        changed.addAll(ELSEWHERE);

        assertThat(Stream.of(TrainingOptions.class.getRecordComponents())
                        .flatMap(part -> part.getType().isRecord() && part.getType() != Recipe.class
                                ? Stream.of(part.getType().getRecordComponents())
                                : Stream.of(part)))
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(changed);
    }

    @Test
    void model_changes_the_network() throws IOException {
        Builder larger = base().input(i -> i.frontEnd(TinySounds.frontEnd().toBuilder()
                .mel(mel -> mel.melBands(48).fftSize(512).hopLength(64))
                .build()));

        TrainingSession session = runs.session(larger.model(Architectures.CNN).build(), TrainingListener.SILENT);

        assertThat(session.learner().weights().length).isNotEqualTo(usual.length);
    }

    @Test
    void keep_best_and_keep_last_keep_different_epochs() throws IOException {
        Builder worsening =
                base().optimisation(o -> o.epochs(4).learningRate(0.05).schedule(LearningRateSchedule.CONSTANT));

        RunFixture more = new RunFixture(folder.resolve("more"), 8);

        int last = more.train(worsening.build(), TrainingListener.SILENT).keptEpoch();
        TrainingSession best =
                more.train(worsening.selection(s -> s.keep(Selection.Keep.BEST)).build(), TrainingListener.SILENT);

        assertThat(last).isEqualTo(4);
        assertThat(best.keptEpoch()).isLessThan(4);
    }

    @Test
    void patience_ends_a_run_that_does_not_improve() throws IOException {
        Builder hopeless = base().optimisation(o -> o.epochs(6).schedule(LearningRateSchedule.CONSTANT));

        TrainingSession session = runs.train(
                hopeless.optimisation(o -> o.learningRate(0.9))
                        .selection(s -> s.patience(1))
                        .build(),
                TrainingListener.SILENT);

        assertThat(session.history()).hasSizeLessThan(6);
    }

    @Test
    void short_clips_are_dropped_by_their_metadata() throws IOException {
        Split split = runs.split();
        TrainingOptions longer = base().input(i -> i.dropShortClips(true).frontEnd(TinySounds.frontEnd()))
                .build();
        List<Integer> dropped = new ArrayList<>();
        Split shortened = Shortened.first(split);

        for (boolean drop : new boolean[] {false, true}) {
            RunData parts = RunData.load(
                    runs.data().labels().labels(),
                    shortened,
                    longer.toBuilder().input(i -> i.dropShortClips(drop)).build(),
                    TrainingListener.SILENT);
            dropped.add(parts.droppedClips());
        }

        assertThat(dropped).containsExactly(0, 1);
    }

    @Test
    void one_dnn_is_used_unless_it_is_off() throws IOException {
        List<String> networks = new ArrayList<>();
        TrainingListener watcher = new TrainingListener() {
            @Override
            public void network(org.deeplearning4j.nn.graph.ComputationGraph network) {
                networks.add(io.auricle.onednn.OneDnn.report(network).toString());
            }
        };

        runs.session(base().build(), watcher);
        runs.session(base().execution(e -> e.oneDnn(false)).build(), watcher);

        assertThat(networks.get(0)).isNotEqualTo(networks.get(1));
    }
}
