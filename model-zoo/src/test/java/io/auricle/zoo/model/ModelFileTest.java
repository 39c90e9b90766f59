package io.auricle.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.Crnn;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.testing.TestModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.CycleSchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class ModelFileTest {
    @TempDir
    Path folder;

    @Test
    void gives_back_everything_that_it_was_given() throws IOException {
        SoundModel model = TestModels.trained();

        ModelFile.write(file(), model);
        SoundModel read = ModelFile.read(file());

        assertThat(read.frontEnd()).isEqualTo(model.frontEnd());
        assertThat(read.labels()).isEqualTo(model.labels());
        assertThat(read.standardizer()).isEqualTo(model.standardizer());
        assertThat(read.training()).isEqualTo(model.training());
        assertThat(read.threshold()).isEqualTo(model.threshold());
        assertThat(read.graph().params()).isEqualTo(model.graph().params());
        assertThat(read.graph().outputSingle(TestModels.pictures(2, 1)))
                .isEqualTo(model.graph().outputSingle(TestModels.pictures(2, 1)));
    }

    @Test
    void goes_on_training_as_if_it_had_never_been_written() throws IOException {
        SoundModel model = TestModels.model(TestModels.train());
        ModelFile.write(file(), model);
        SoundModel read = ModelFile.read(file());
        DataSet batch = new DataSet(TestModels.pictures(3, 9), Nd4j.eye(3));

        assertThat(read.graph().getUpdater().getStateViewArray())
                .isEqualTo(model.graph().getUpdater().getStateViewArray());
        Nd4j.getRandom().setSeed(3);
        model.graph().fit(batch);
        Nd4j.getRandom().setSeed(3);
        read.graph().fit(batch);

        assertThat(read.graph().params()).isEqualTo(model.graph().params());
        assertThat(read.graph().getIterationCount()).isEqualTo(4);
    }

    @Test
    void leaves_the_optimisers_state_out_of_a_file_for_use() throws IOException {
        SoundModel model = TestModels.trained();
        ModelFile.write(file(), model);
        long whole = Files.size(file());

        ModelFile.writeForUse(file(), model);

        assertThat(Files.size(file())).isLessThan(whole);
        SoundModel read = ModelFile.read(file());
        assertThat(read.graph().getUpdater(false)).isNull();
        assertThat(read.graph().params()).isEqualTo(model.graph().params());
    }

    static List<Architecture> architectures() {
        return Architectures.all().stream()
                .filter(architecture -> !(architecture instanceof BackboneArchitecture)) // tested with their weights
                .toList();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void opens_in_stock_dl4j(Architecture architecture) throws IOException {
        ComputationGraph graph = architecture.create(NetworkSpec.of(FrontEnd.urbanSound(), 3, 1));
        ModelFile.write(
                file(),
                SoundModel.of(
                        graph,
                        FrontEnd.urbanSound(),
                        TestModels.LABELS,
                        TestModels.STANDARDIZER,
                        Map.of(),
                        OptionalDouble.empty()));

        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file().toFile());

        assertThat(stock.params()).isEqualTo(graph.params());
        assertThat(stock.getConfiguration()).isEqualTo(graph.getConfiguration());
        assertThat(ModelFile.read(file()).graph().params()).isEqualTo(graph.params());
    }

    @Test
    void hands_its_optimisers_state_to_stock_dl4j() throws IOException {
        SoundModel model = TestModels.trained();
        ModelFile.write(file(), model);

        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file().toFile(), true);

        assertThat(stock.getUpdater().getStateViewArray())
                .isEqualTo(model.graph().getUpdater().getStateViewArray());
    }

    @Test
    void opens_a_file_of_format_version_1_for_ever() throws IOException {
        try (InputStream file = ModelFileTest.class.getResourceAsStream("version-1.zip")) {
            SoundModel model = ModelFile.read(file, "version-1.zip");

            assertThat(model.labels()).isEqualTo(TestModels.LABELS);
            assertThat(model.frontEnd()).isEqualTo(TestModels.FRONT_END);
            assertThat(model.standardizer()).isEqualTo(TestModels.STANDARDIZER);
            assertThat(model.training()).isEqualTo(TestModels.TRAINING);
            assertThat(model.threshold()).hasValue(0.4);
            assertThat(model.graph().outputSingle(TestModels.pictures(1, 1)).toFloatVector())
                    .containsExactly(VERSION_1_ANSWER, within(1e-5f));
        }
    }

    /** What the network of version-1.zip said to {@code TestModels.pictures(1, 1)} on the day that the file was written. */
    private static final float[] VERSION_1_ANSWER = {0.29526383f, 0.37287015f, 0.33186603f};

    static Stream<IUpdater> knows_dl4js_optimisers_and_schedules() {
        return Stream.of(
                new Sgd(0.1),
                new Nesterovs(0.1, 0.9),
                new RmsProp(0.1),
                new AMSGrad(0.1),
                new Adam(new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 10)),
                new Adam(new CycleSchedule(ScheduleType.ITERATION, 0.1, 100)),
                new Adam(new MapSchedule.Builder(ScheduleType.EPOCH)
                        .add(0, 0.1)
                        .add(5, 0.01)
                        .build()));
    }

    @ParameterizedTest
    @MethodSource
    void knows_dl4js_optimisers_and_schedules(IUpdater updater) throws IOException {
        ComputationGraph graph = Crnn.builder()
                .filters(2)
                .timePoolings(0)
                .lstmUnits(2)
                .frontEnd(TestModels.FRONT_END)
                .classes(3)
                .updater(updater)
                .weightDecay(0.01)
                .build()
                .init();
        ModelFile.write(file(), TestModels.model(graph));

        assertThat(ModelFile.read(file()).graph().getConfiguration()).isEqualTo(graph.getConfiguration());
    }

    @Test
    void writes_equal_models_as_equal_bytes() throws IOException {
        SoundModel model = TestModels.trained();
        ModelFile.write(file(), model);
        byte[] first = Files.readAllBytes(file());
        ModelFile.write(file(), model);

        assertThat(Files.readAllBytes(file())).isEqualTo(first);
    }

    @Test
    void leaves_the_old_file_alone_when_writing_fails() throws IOException {
        ModelFile.writeForUse(file(), TestModels.untrained());
        byte[] before = Files.readAllBytes(file());
        ComputationGraph broken = TestModels.graph();
        broken.params().putScalar(17, Float.NaN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFile.write(file(), TestModels.model(broken)))
                .withMessage("graph: values must be finite, got NaN at index 17");
        assertThatThrownBy(() -> ModelFile.write(folder.resolve("no/such/folder.zip"), TestModels.untrained()))
                .isInstanceOf(FileSystemException.class);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void names_a_file_that_is_not_there() {
        assertThatThrownBy(() -> ModelFile.read(folder.resolve("none.zip")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.zip");
        assertThatThrownBy(() -> ModelFile.read(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("a model file must be a file");
    }

    @Test
    void keeps_nested_history_in_its_order() throws IOException {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("zeta", List.of(1, 2.5, "x", true));
        training.put("alpha", Map.of("accuracy", 0.25));
        training.put("none", null);
        SoundModel model = SoundModel.of(
                TestModels.graph(),
                TestModels.FRONT_END,
                TestModels.LABELS,
                TestModels.STANDARDIZER,
                training,
                OptionalDouble.empty());

        ModelFile.write(file(), model);

        Map<String, Object> read = ModelFile.read(file()).training();
        assertThat(read).isEqualTo(training);
        assertThat(read.keySet()).containsExactly("zeta", "alpha", "none");
    }

    private Path file() {
        return folder.resolve("model.zip");
    }
}
