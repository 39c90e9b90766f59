package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Report.Place;
import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** What stock code around a plan reads and writes: parameters, updater state, listeners, foreign parts. */
class StateTest {
    private static final DataSet DATA = new DataSet(Data.normal(9, 4, 1, 8, 12), Data.oneHot(4));

    private static ComputationGraph crnn(DataType type) {
        return (ComputationGraph) Graphs.crnn(new Sgd(0.01)).apply(type);
    }

    private static double distance(INDArray a, INDArray b) {
        return a.castTo(DataType.DOUBLE).distance2(b.castTo(DataType.DOUBLE));
    }

    @Test
    void sees_parameters_that_somebody_edits_in_place() {
        ComputationGraph stock = crnn(DataType.FLOAT);
        ComputationGraph fast = OneDnn.accelerate(stock.clone());
        fast.output(DATA.getFeatures());
        for (String name : List.of("c0_W", "b1_gamma", "b0_mean", "l1_RW", "l2_b", "out_W")) {
            stock.paramTable().get(name).addi(0.25);
            INDArray before = fast.outputSingle(DATA.getFeatures());

            fast.paramTable().get(name).addi(0.25);

            INDArray after = fast.outputSingle(DATA.getFeatures());
            assertThat(distance(after, before)).as(name).isPositive();
            assertThat(distance(after, stock.outputSingle(DATA.getFeatures())))
                    .as(name)
                    .isCloseTo(0, within(1e-5));
        }
    }

    @Test
    void shares_its_parameters_with_the_network_it_was_made_from() {
        ComputationGraph original = crnn(DataType.FLOAT);
        ComputationGraph fast = OneDnn.accelerate(original);

        fast.fit(DATA);

        assertThat(original.params()).isEqualTo(fast.params());
        assertThat(original.getIterationCount()).isEqualTo(1);
    }

    @Test
    void adam_with_regularisation_gives_what_stock_gives_and_keeps_its_state() {
        for (boolean decay : new boolean[] {false, true}) {
            var chain = Chain.graph(
                            InputType.convolutional(8, 12, 1), () -> new org.deeplearning4j.nn.conf.layers.Layer[] {
                                new ConvolutionLayer.Builder(3, 3).nOut(4).build(), Images.output()
                            })
                    .with(b -> decay
                            ? b.updater(new Adam(1e-3)).weightDecay(0.01)
                            : b.updater(new Adam(1e-3)).l2(0.01));
            var stock = (ComputationGraph) chain.apply(DataType.FLOAT);
            var fast = OneDnn.accelerate(stock.clone());

            for (int i = 0; i < 8; i++) {
                stock.fit(DATA);
                fast.fit(DATA);
            }

            assertThat(distance(fast.params(), stock.params())).isCloseTo(0, within(1e-4));
            assertThat(fast.score()).isCloseTo(stock.score(), within(1e-4));
            assertThat(fast.updaterState().shape())
                    .isEqualTo(stock.updaterState().shape());
            assertThat(distance(fast.updaterState(), stock.updaterState()))
                    .isCloseTo(
                            0, within(1e-3 * stock.updaterState().norm2Number().doubleValue()));
        }
    }

    @Test
    void code_of_the_users_own_runs_in_the_midst_of_a_plan() {
        ComputationGraph stock = doubling(DataType.DOUBLE);
        ComputationGraph single = doubling(DataType.FLOAT);
        stock.setParams(single.params().castTo(DataType.DOUBLE));
        ComputationGraph fast = OneDnn.accelerate(single);
        for (int i = 0; i < 3; i++) {
            fast.fit(DATA);
            stock.fit(new DataSet(
                    DATA.getFeatures().castTo(DataType.DOUBLE), DATA.getLabels().castTo(DataType.DOUBLE)));
        }

        assertThat(distance(fast.params(), stock.params())).isCloseTo(0, within(1e-4));
        var report = OneDnn.report(fast);
        assertThat(report.layers()).filteredOn(e -> e.place() == Place.PLAN).hasSize(2);
        assertThat(report.layers())
                .filteredOn(e -> e.place() == Place.STOCK)
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).contains("preprocessor Doubling"));
    }

    private static ComputationGraph doubling(DataType type) {
        var graph = Chain.defaults(type)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(8, 12, 1))
                .addLayer("c", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "in")
                .addVertex("twice", new PreprocessorVertex(new Doubling()), "c")
                .addLayer("out", Images.output(), "twice")
                .setOutputs("out");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    /** A preprocessor that no library knows. */
    static final class Doubling implements InputPreProcessor {
        private static final long serialVersionUID = 1L;

        @Override
        public INDArray preProcess(INDArray input, int batch, LayerWorkspaceMgr workspaces) {
            return workspaces.leverageTo(ArrayType.ACTIVATIONS, input.mul(2));
        }

        @Override
        public INDArray backprop(INDArray output, int batch, LayerWorkspaceMgr workspaces) {
            return workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, output.mul(2));
        }

        @Override
        public InputPreProcessor clone() {
            return new Doubling();
        }

        @Override
        public InputType getOutputType(InputType inputType) {
            return inputType;
        }

        @Override
        public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
            return new Pair<>(mask, state);
        }
    }
}
