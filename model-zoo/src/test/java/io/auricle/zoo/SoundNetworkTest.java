package io.auricle.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.PretrainedType;
import org.deeplearning4j.zoo.ZooModel;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

class SoundNetworkTest {

    @Test
    void shows_dl4j_users_the_zoo_model_that_they_expect() {
        ZooModel<ComputationGraph> model =
                Cnn.builder().inputShape(64, 64).classes(10).build();

        assertThat(model.modelType()).isEqualTo(ComputationGraph.class);
        assertThat(model.modelName()).isEqualTo("cnn");
        assertThat(model.pretrainedAvailable(PretrainedType.IMAGENET)).isFalse();
        assertThat(model.pretrainedChecksum(PretrainedType.IMAGENET)).isZero();
        ComputationGraph graph = model.init();
        assertThat(graph.getNumOutputArrays()).isOne();
    }

    @Test
    void takes_another_input_shape_as_dl4js_zoo_does() {
        SbCnn model = SbCnn.builder().inputShape(128, 128).classes(10).build();

        model.setInputShape(new int[][] {{1, 100, 32}});

        assertThat(model.init().getParam("dense1_W").rows()).isEqualTo(48);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.setInputShape(new int[][] {{3, 128, 128}}))
                .withMessage("inputShape must be one {1, bands, frames}, got [[3, 128, 128]]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.setInputShape(new int[][] {{1, 64, 128}}))
                .withMessage(
                        "the front end must fit the network: sb-cnn needs at least 100 bands x 32 frames, got 64 x 128");
    }

    @Test
    void crnn_keeps_to_the_sizes_that_it_is_given() {
        Crnn.Builder crnn = Crnn.builder().inputShape(32, 40).classes(3);
        ComputationGraph graph = crnn.filters(4, 6)
                .timePoolings(1)
                .lstmUnits(5)
                .lstmLayers(1)
                .bidirectional(false)
                .build()
                .init();

        assertThat(graph.getVertex("conv3")).isNull();
        assertThat(graph.getParam("lstm1_W").shape()).containsExactly(6 * 8, 20);
        assertThat(graph.getVertex("lstm2")).isNull();
        assertThat(crnn.bidirectional(true).build().init().getParam("lstm1_bRW").shape())
                .containsExactly(5, 20);
    }

    @Test
    void crnn_pools_time_in_as_many_blocks_as_asked() {
        for (int poolings = 0; poolings <= 4; poolings++) {
            var graph = Crnn.builder()
                    .inputShape(16, 32)
                    .classes(2)
                    .timePoolings(poolings)
                    .build()
                    .conf();
            assertThat(graph.toJson().replaceAll("\\s", ""))
                    .contains("\"newShape\":[-1,128,%d]".formatted(32 >> poolings));
        }
    }

    @Test
    void crnn_refuses_sizes_that_make_no_network() {
        Crnn.Builder crnn = Crnn.builder().inputShape(64, 64).classes(10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> crnn.timePoolings(5).build())
                .withMessage("timePoolings must be in [0, 4], the number of blocks, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crnn.timePoolings(3).lstmLayers(3).build())
                .withMessage("lstmLayers must be 1 or 2, got 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> crnn.lstmLayers(1).lstmUnits(0).build())
                .withMessage("lstmUnits must be at least 1, got 0");
    }

    @Test
    void sb_cnn_keeps_to_the_sizes_that_it_is_given() {
        ComputationGraph graph = SbCnn.builder()
                .inputShape(100, 32)
                .classes(2)
                .filters(3)
                .dense(7)
                .build()
                .init();

        assertThat(graph.getParam("conv2_W").shape()).containsExactly(6, 3, 5, 5);
        assertThat(graph.getParam("dense1_W").columns()).isEqualTo(7);
    }

    @Test
    void sb_cnn_penalises_its_last_two_layers_and_no_other() {
        ComputationGraph graph = SbCnn.builder()
                .inputShape(100, 32)
                .classes(2)
                .l2(0.125)
                .weightDecay(0.25)
                .updater(new Sgd(1))
                .build()
                .init();

        assertThat(layer(graph, "dense1").getRegularization()).containsExactly(new L2Regularization(0.125));
        assertThat(layer(graph, "label").getRegularization()).containsExactly(new L2Regularization(0.125));
        assertThat(layer(graph, "conv1").getRegularization()).containsExactly(new WeightDecay(0.25, true));
    }

    @Test
    void lets_every_kernel_decay_once_and_nothing_else() {
        ComputationGraph graph = Crnn.builder()
                .inputShape(16, 8)
                .classes(2)
                .weightDecay(0.25)
                .updater(new Sgd(1))
                .build()
                .init();

        List<Regularization> once = List.of(new WeightDecay(0.25, true));
        for (String layer : List.of("conv1", "lstm1", "label")) {
            TrainingConfig config = graph.getLayer(layer).conf().getLayer();
            graph.getLayer(layer).paramTable().forEach((name, values) -> assertThat(
                            config.getRegularizationByParam(name))
                    .as("%s %s", layer, name)
                    .isEqualTo(name.endsWith("W") ? once : List.of()));
        }
        assertThat(graph.getLayer("norm1").conf().getLayer().getRegularizationByParam("gamma"))
                .isNull();
    }

    @Test
    void refuses_a_weight_decay_that_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cnn.builder()
                        .inputShape(64, 64)
                        .classes(2)
                        .weightDecay(Double.NaN)
                        .build())
                .withMessage("weightDecay must be in [0, 1), got NaN");
    }

    private static BaseLayer layer(ComputationGraph graph, String name) {
        return (BaseLayer) graph.getLayer(name).conf().getLayer();
    }
}
