package io.auricle.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class CnnLstmTest {
    private final ComputationGraphConfiguration conf = network().build().conf();

    @Test
    void orders_its_layers_as_the_notebook_does() {
        String block = "conv%1$d pool%1$d dropout%1$d norm%1$d ";
        String blocks = block.formatted(1) + block.formatted(2) + block.formatted(3) + block.formatted(4);

        assertThat(String.join(" ", conf.getVertices().keySet()))
                .isEqualTo(
                        blocks
                                + "dense1 dropout5 norm5 step1 lstm1 row1 dropout6 norm6 step2 lstm2 last1 dropout7 norm7 label");
        String above = "spectrogram";
        for (String layer : conf.getVertices().keySet()) {
            assertThat(conf.getVertexInputs().get(layer)).containsExactly(above);
            above = layer;
        }
    }

    @Test
    void normalises_batches_with_kerass_epsilon_and_momentum() {
        List<BatchNormalization> norms = layers(BatchNormalization.class);

        assertThat(norms).hasSize(7).allSatisfy(norm -> {
            assertThat(norm.getEps()).isEqualTo(1e-3);
            assertThat(norm.getDecay()).isEqualTo(0.99);
            assertThat(norm.isUseLogStd()).isFalse();
            assertThat(norm.isLockGammaBeta()).isFalse();
        });
    }

    @Test
    void drops_a_quarter_after_convolutions_and_half_after_the_others() {
        assertThat(layers(DropoutLayer.class))
                .extracting(layer -> 1 - ((Dropout) layer.getIDropout()).getP())
                .containsExactly(0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5);
    }

    @Test
    void runs_its_lstms_on_relu_with_sigmoid_gates() {
        assertThat(layers(LSTM.class)).hasSize(2).allSatisfy(lstm -> {
            assertThat(lstm.getActivationFn()).isEqualTo(Activation.RELU.getActivationFunction());
            assertThat(lstm.getGateActivationFn()).isEqualTo(Activation.SIGMOID.getActivationFunction());
            assertThat(lstm.getForgetGateBiasInit()).isEqualTo(1);
        });
    }

    @Test
    void learns_by_adam_at_kerass_epsilon_on_the_cross_entropy() {
        OutputLayer output = layers(OutputLayer.class).get(0);

        assertThat(output.getIUpdater()).isEqualTo(new Adam(1e-4, 0.9, 0.999, 1e-7));
        assertThat(output.getLossFn()).isInstanceOf(LossMCXENT.class);
        assertThat(output.getActivationFn()).isEqualTo(Activation.SOFTMAX.getActivationFunction());
    }

    @Test
    void draws_orthogonal_recurrent_kernels() {
        INDArray kernel = network().build().init().getParam("lstm1_RW");

        INDArray products = kernel.mmul(kernel.transpose());

        assertThat(products.sub(Nd4j.eye(128)).amaxNumber().doubleValue()).isCloseTo(0, within(1e-5));
    }

    @Test
    void draws_input_kernels_by_glorots_rule_with_kerass_fans() {
        INDArray kernel = network().build().init().getParam("lstm2_W");
        double limit = Math.sqrt(6.0 / (128 + 4 * 64));

        assertThat(kernel.amaxNumber().doubleValue()).isBetween(0.99 * limit, limit);
        assertThat(kernel.stdNumber().doubleValue()).isCloseTo(limit / Math.sqrt(3), within(0.01 * limit));
    }

    @Test
    void draws_convolutions_by_glorots_rule_and_starts_biases_at_zero() {
        ComputationGraph graph = network().build().init();
        double limit = Math.sqrt(6.0 / (9 * 32 + 9 * 64));

        assertThat(graph.getParam("conv2_W").amaxNumber().doubleValue()).isBetween(0.99 * limit, limit);
        assertThat(graph.getParam("conv2_b").amaxNumber().doubleValue()).isZero();
        assertThat(graph.getParam("dense1_b").amaxNumber().doubleValue()).isZero();
    }

    @Test
    void starts_the_forget_gates_bias_at_one_and_the_others_at_zero() {
        float[] bias = network().build().init().getParam("lstm2_b").toFloatVector();

        // DL4J's order of gates: input, forget, output, cell
        assertThat(IntStream.range(0, bias.length).mapToDouble(i -> bias[i]).toArray())
                .isEqualTo(IntStream.range(0, 256)
                        .mapToDouble(i -> i / 64 == 1 ? 1 : 0)
                        .toArray());
    }

    @Test
    void keeps_to_the_sizes_that_it_is_given() {
        ComputationGraph graph =
                network().filters(4, 8).dense(16).lstm(12, 6).build().init();

        assertThat(graph.getParam("conv2_W").shape()).containsExactly(8, 4, 3, 3);
        assertThat(graph.getParam("dense1_W").columns()).isEqualTo(16);
        assertThat(graph.getParam("lstm1_RW").shape()).containsExactly(12, 48);
        assertThat(graph.getParam("lstm2_RW").shape()).containsExactly(6, 24);
    }

    @Test
    void refuses_sizes_that_make_no_layer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network().filters(4, 0).build())
                .withMessage("filters must be at least one number, each at least 1, got [4, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network().filters().build())
                .withMessage("filters must be at least one number, each at least 1, got []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network().dense(0).build())
                .withMessage("dense must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network().lstm(1, 0).build())
                .withMessage("lstm must be at least 1 and 1, got 1 and 0");
    }

    private static CnnLstm.Builder network() {
        return CnnLstm.builder().inputShape(64, 64).classes(10);
    }

    private <T extends Layer> List<T> layers(Class<T> kind) {
        return conf.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
