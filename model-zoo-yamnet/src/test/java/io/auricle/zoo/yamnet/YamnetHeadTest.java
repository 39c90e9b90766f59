package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.features.FrontEnd;
import io.auricle.onednn.OneDnn;
import io.auricle.zoo.Architectures;
import io.auricle.zoo.Backbone;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.model.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class YamnetHeadTest {
    private static final int WINDOWS = 3;
    private static final List<String> LABELS = List.of("alarm", "bell", "cat");

    @TempDir
    private Path folder;

    private static ComputationGraph head(BackboneArchitecture architecture) {
        ComputationGraph head = Architectures.create(
                architecture,
                NetworkSpec.builder()
                        .inputShape(WINDOWS, Yamnet.EMBEDDING)
                        .classes(LABELS.size())
                        .seed(7)
                        .build());
        return head;
    }

    /** Log-mel values of noise, the same every time. */
    private static INDArray input(int examples) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[examples * WINDOWS * Yamnet.BANDS * Yamnet.FRAMES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (4 * random.nextDouble() - 5);
        }
        return Nd4j.createFromArray(values).reshape(examples, WINDOWS, Yamnet.BANDS, Yamnet.FRAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yamnet-dense", "yamnet-lstm"})
    void the_joined_graph_answers_what_the_head_answers_on_the_backbones_values(String word) throws IOException {
        BackboneArchitecture architecture = (BackboneArchitecture) Architectures.of(word);
        Backbone backbone = architecture.backbone();
        ComputationGraph head = head(architecture);
        INDArray input = input(2);
        INDArray values = backbone.graph()
                .outputSingle(input.reshape(2 * WINDOWS, 1, Yamnet.BANDS, Yamnet.FRAMES))
                .reshape(2, 1, WINDOWS, Yamnet.EMBEDDING);
        float[] expected = head.outputSingle(values).data().asFloat();

        ComputationGraph joined = architecture.join(backbone, head, WINDOWS);

        assertThat(joined.outputSingle(input).data().asFloat()).containsExactly(expected, within(1e-5f));
        assertThat(OneDnn.accelerate(joined).outputSingle(input).data().asFloat())
                .containsExactly(expected, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yamnet-dense", "yamnet-lstm"})
    void a_model_file_of_it_opens_in_stock_deeplearning4j_and_classifies_clips(String word) throws IOException {
        BackboneArchitecture architecture = (BackboneArchitecture) Architectures.of(word);
        ComputationGraph joined = architecture.join(architecture.backbone(), head(architecture), WINDOWS);
        ModelInput read = ModelInput.of(NetworkSpec.INPUT, FrontEnd.yamnet(), WINDOWS, new Standardizer(0, 1));
        SoundModel model = new SoundModel(
                joined, List.of(read), LABELS, OutputKind.SOFTMAX, Map.of(), Thresholds.of(OptionalDouble.empty()));
        Path file = folder.resolve("model.zip");

        ModelFile.writeForUse(file, model);

        INDArray input = input(2);
        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile(), false);
        assertThat(stock.outputSingle(input).data().asFloat())
                .containsExactly(joined.outputSingle(input).data().asFloat(), within(1e-6f));
        try (SoundClassifier classifier = SoundClassifier.load(file)) {
            Prediction prediction = classifier.classify(clip(4));
            assertThat(prediction.ranking()).hasSize(LABELS.size());
            assertThat(classifier.classify(clip(0.5)).ranking()).hasSize(LABELS.size());
            assertThat(classifier.explain(clip(4)).label()).isEqualTo(prediction.label());
        }
    }

    private static AudioClip clip(double seconds) {
        SplittableRandom random = new SplittableRandom(5);
        float[] samples = new float[(int) (16_000 * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * (2 * random.nextDouble() - 1) * Math.sin(i * 0.05));
        }
        return AudioClip.ofMono(samples, 16_000);
    }
}
