package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.EpochResult;
import io.auricle.training.result.TrainingResult;
import io.auricle.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before their last epoch. */
class RunStopTest {
    @TempDir
    static Path folder;

    private static RunFixture runs;

    @BeforeAll
    static void write_sounds() throws IOException {
        runs = new RunFixture(folder, 20);
    }

    @Test
    void a_run_cancelled_while_it_reads_clips_leaves_no_folder() throws IOException {
        Path into = runs.newFolder();
        Stopper stopper = new Stopper("train");

        TrainingResult stopped = runs.run(TinySounds.options().build(), into, stopper);

        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isEmpty();
        assertThat(stopper.heard).isEqualTo(1);
        assertThat(into).doesNotExist();
    }

    @Test
    void a_run_cancelled_while_it_reads_test_clips_leaves_no_folder() throws IOException {
        Path into = runs.newFolder();

        TrainingResult stopped =
                runs.run(TinySounds.options().optimisation(o -> o.epochs(1)).build(), into, new Stopper("test"));

        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isEmpty();
        assertThat(into).doesNotExist();
    }

    @Test
    void an_interrupted_run_stops_like_a_cancelled_one() throws IOException {
        TrainingListener interrupter = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                Thread.currentThread().interrupt();
            }
        };

        TrainingResult stopped = runs.run(TinySounds.options().build(), runs.newFolder(), interrupter);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.cancelled()).isTrue();
        assertThat(stopped.model()).isPresent();
    }

    @Test
    void a_cancelled_run_keeps_the_best_model_so_far_and_can_be_resumed() throws IOException {
        Path into = runs.newFolder();
        TrainingOptions options =
                TinySounds.options().optimisation(o -> o.epochs(3)).build();
        int[] epochs = {0};
        TrainingListener impatient = new TrainingListener() {
            @Override
            public void epoch(EpochResult epoch) {
                epochs[0]++;
            }

            @Override
            public boolean cancelled() {
                return epochs[0] == 2;
            }
        };

        TrainingResult cancelled = runs.run(options, into, impatient);
        TrainingResult resumed =
                runs.run(options.toBuilder().execution(e -> e.resume(true)).build(), into, TrainingListener.SILENT);
        TrainingResult undisturbed = runs.run(options);

        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.history()).hasSize(2);
        assertThat(cancelled.model()).get().satisfies(model -> assertThat(model).exists());
        assertThat(resumed.test()).isEqualTo(undisturbed.test());
    }

    @Test
    void a_loss_that_is_no_number_stops_the_run_names_the_step_and_keeps_the_last_good_model() throws IOException {
        Path into = runs.newFolder();

        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> runs.run(threeSteps(), into, new Poisoner("label_b")))
                .withMessage(
                        "loss must stay finite, got NaN at epoch 2 step 2; the model of epoch 1 is kept in %s",
                        into.resolve("model.zip"));
        assertThat(ModelFile.read(into.resolve("model.zip"))
                        .graph()
                        .params()
                        .isNaN()
                        .any())
                .isFalse();
    }

    @Test
    void a_weight_that_is_no_number_stops_the_run_even_if_the_loss_hides_it() throws IOException {
        Path into = runs.newFolder();

        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> runs.run(threeSteps(), into, new Poisoner("conv1_W")))
                .withMessageContaining("must stay finite, got NaN at epoch 2")
                .withMessageContaining("the model of epoch 1 is kept");
    }

    private static TrainingOptions threeSteps() {
        return TinySounds.options().optimisation(o -> o.epochs(3).batch(16)).build();
    }

    /** Wants an end as soon as a clip of some part was read. */
    private static final class Stopper implements TrainingListener {
        private final String part;
        private int heard;

        Stopper(String part) {
            this.part = part;
        }

        @Override
        public void features(String name, int done, int clips) {
            heard += name.equals(part) ? 1 : 0;
        }

        @Override
        public boolean cancelled() {
            return heard > 0;
        }
    }

    /** Makes one weight NaN after the first step of the second epoch. */
    private static final class Poisoner implements TrainingListener {
        private final String weights;
        private ComputationGraph graph;

        Poisoner(String weights) {
            this.weights = weights;
        }

        @Override
        public void network(ComputationGraph network) {
            graph = network;
        }

        @Override
        public void step(StepProgress progress) {
            if (progress.epoch() == 2 && progress.step() == 1) {
                graph.getParam(weights).putScalar(0, Float.NaN);
            }
        }
    }
}
