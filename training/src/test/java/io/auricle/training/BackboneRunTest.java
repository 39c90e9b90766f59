package io.auricle.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.augment.Augmentation;
import io.auricle.data.Clip;
import io.auricle.features.FrontEnd;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import io.auricle.training.score.EvaluationReport;
import io.auricle.zoo.Backbone;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** A head trained on a backbone of the test's own, a small convolution with fixed weights. */
class BackboneRunTest {
    private static final int VALUES = 24;
    private static final int WINDOWS = 3;

    @TempDir
    static Path folder;

    private static RunFixture runs;
    private static TrainingResult result;

    /** A quarter of a second each. */
    private static final FrontEnd FRONT_END = TinySounds.frontEnd().toBuilder()
            .windowSeconds(0.25)
            .hopSeconds(0.125)
            .build();

    private record SmallBackbone() implements Backbone {
        @Override
        public String key() {
            return "small backbone";
        }

        @Override
        public FrontEnd frontEnd() {
            return FRONT_END;
        }

        @Override
        public int values() {
            return VALUES;
        }

        @Override
        public ComputationGraph graph() {
            GraphBuilder builder = new NeuralNetConfiguration.Builder()
                    .updater(new NoOp())
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(FRONT_END.bands(), FRONT_END.frames(), 1));
            builder.setOutputs(addTo(builder, "in", ""));
            ComputationGraph graph = new ComputationGraph(builder.build());
            graph.init();
            copyInto(graph, "");
            return graph;
        }

        @Override
        public String addTo(GraphBuilder graph, String input, String prefix) {
            graph.addLayer(
                            prefix + "conv",
                            new ConvolutionLayer.Builder(5, 3)
                                    .nIn(1)
                                    .nOut(VALUES)
                                    .activation(Activation.RELU)
                                    .build(),
                            input)
                    .addLayer(
                            prefix + "mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), prefix + "conv");
            return prefix + "mean";
        }

        @Override
        public void copyInto(ComputationGraph graph, String prefix) {
            INDArray weights = graph.getLayer(prefix + "conv").getParam("W");
            for (long i = 0; i < weights.length(); i++) {
                weights.putScalar(i, 0.05 * Math.sin(1 + 3 * i));
            }
            graph.getLayer(prefix + "conv").getParam("b").assign(0.1);
        }
    }

    private static final class SmallHead implements BackboneArchitecture {
        @Override
        public String word() {
            return "small-head";
        }

        @Override
        public Backbone backbone() {
            return new SmallBackbone();
        }

        @Override
        public int valuesPerWindow() {
            return VALUES;
        }

        @Override
        public int windows() {
            return WINDOWS;
        }

        @Override
        public FrontEnd usualFrontEnd() {
            return FRONT_END;
        }

        @Override
        public ComputationGraph create(NetworkSpec spec) {
            ComputationGraph graph = new ComputationGraph(spec.graph()
                    .addVertex("row", new ReshapeVertex(-1, WINDOWS * VALUES), NetworkSpec.INPUT)
                    .addLayer(NetworkSpec.OUTPUT, spec.outputLayer(), "row")
                    .setOutputs(NetworkSpec.OUTPUT)
                    .build());
            graph.init();
            return graph;
        }
    }

    private static TrainingOptions.Builder options() {
        return TrainingOptions.builder()
                .model(new SmallHead())
                .optimisation(o -> o.epochs(40).batch(8).learningRate(0.02))
                .execution(e -> e.threads(1))
                .seed(1);
    }

    @BeforeAll
    static void train_once() throws IOException {
        runs = new RunFixture(folder, 20);
        result = runs.run(options().build());
    }

    @Test
    void a_head_learns_from_the_backbones_values() {
        assertThat(result.test().orElseThrow().clips().balancedAccuracy()).isGreaterThan(0.8);
    }

    @Test
    void the_model_file_holds_both_and_gives_the_figures_of_the_run_again() throws IOException {
        SoundModel model = ModelFile.read(result.model().orElseThrow());

        EvaluationReport again = Evaluator.evaluate(model, runs.split().test(), 1, done -> {});

        EvaluationReport reported = result.test().orElseThrow();
        assertThat(again.clips().accuracy()).isEqualTo(reported.clips().accuracy());
        assertThat(again.clips().loss()).isCloseTo(reported.clips().loss(), within(1e-4));
        assertThat(model.input().windows()).isEqualTo(WINDOWS);
    }

    @Test
    void the_model_file_opens_in_stock_deeplearning4j_with_equal_answers() throws IOException {
        Path file = result.model().orElseThrow();
        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile(), false);
        Clip clip = runs.split().test().get(0);
        try (SoundClassifier classifier = SoundClassifier.load(file)) {
            int size = WINDOWS * FRONT_END.bands() * FRONT_END.frames();
            float[] input = new float[size];
            for (int i = 0; i < size; i++) {
                input[i] = (float) Math.sin(i * 0.01) * 20 - 40;
            }
            INDArray array = Nd4j.createFromArray(input).reshape(1, WINDOWS, FRONT_END.bands(), FRONT_END.frames());
            assertThat(classifier.predict(input.clone()))
                    .containsExactly(stock.outputSingle(array).toFloatVector(), within(1e-5f));
            assertThat(classifier.classify(clip.path()).ranking()).hasSize(3);
        }
    }

    @Test
    void values_lie_in_the_cache_of_features() throws IOException {
        Path cache = folder.resolve("cache");

        TrainingResult first =
                runs.run(options().execution(e -> e.threads(1).cache(cache)).build());

        assertThat(cache).isNotEmptyDirectory();
        assertThat(first.test().orElseThrow().clips().accuracy())
                .isEqualTo(result.test().orElseThrow().clips().accuracy());
    }

    @Test
    void another_front_end_than_the_backbones_is_refused() {
        TrainingOptions other =
                options().input(i -> i.frontEnd(TinySounds.frontEnd())).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.run(other))
                .withMessageStartingWith("frontEnd must be the backbone's");
    }

    @Test
    void changes_of_spectrograms_are_refused() {
        TrainingOptions other =
                options().input(i -> i.augmentation(Augmentation.standard())).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> runs.run(other))
                .withMessageStartingWith("augmentation must be mixup only for a network on a backbone");
    }
}
