package io.auricle.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.onednn.OneDnn;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Real files of public audio projects answer as recorded, computed in double precision by two engines. */
class RealModelsTest {
    private static final double TOLERANCE = 1e-4;

    @Test
    void every_model_answers_as_recorded_in_stock_layers_and_accelerated() throws IOException {
        for (JsonNode entry : SharedModels.manifest()) {
            if (!entry.get("expect").asText().equals("output")) {
                continue;
            }
            Path file = SharedModels.folder().resolve(entry.get("file").asText());
            ImportedModel model = KerasModels.read(file);
            INDArray input = SharedModels.npy(file.resolveSibling("input.npy"));
            INDArray expected = SharedModels.npy(file.resolveSibling("output.npy"));
            String name = entry.get("name").asText();

            assertThat(distance(model.predict(input), expected)).as(name).isLessThan(TOLERANCE);
            ComputationGraph fast = OneDnn.accelerate(model.graph());
            assertThat(distance(model.predict(fast, input), expected))
                    .as(name + " accelerated")
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void weights_alone_are_refused_and_taken_with_the_architecture_beside_them() throws IOException {
        Path weights = SharedModels.folder().resolve("reno_lstm_weights/model.h5");

        assertThatThrownBy(() -> KerasModels.read(weights))
                .isInstanceOf(MalformedKerasException.class)
                .hasMessageEndingWith(
                        "model.h5: file must hold the model_config, or its JSON must be given beside it, got weights only");
        ImportedModel model = KerasModels.read(weights, weights.resolveSibling("architecture.json"));
        INDArray expected = SharedModels.npy(weights.resolveSibling("output_if_architecture_given.npy"));
        assertThat(distance(model.predict(SharedModels.npy(weights.resolveSibling("input.npy"))), expected))
                .isLessThan(TOLERANCE);
    }

    @Test
    void weights_without_any_architecture_are_refused() {
        Path weights = SharedModels.folder().resolve("hk_lstm39_weights/model.h5");

        assertThatThrownBy(() -> KerasModels.read(weights)).isInstanceOf(MalformedKerasException.class);
    }

    @Test
    void custom_layers_are_refused_by_name() {
        Path file = SharedModels.folder().resolve("chicken_kapre_lstm/model.h5");

        assertThatThrownBy(() -> KerasModels.read(file)).isInstanceOfSatisfying(UnsupportedKerasException.class, e -> {
            assertThat(e.kind()).isEqualTo("STFT");
            assertThat(e.layer()).isNotEmpty();
        });
    }

    private static double distance(INDArray got, INDArray expected) {
        assertThat(got.shape()).isEqualTo(expected.shape());
        return got.sub(expected).amaxNumber().doubleValue();
    }
}
