package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** What else Deeplearning4j's users read from a network or ask of it, answered as by a stock one. */
class AnswersTest {
    private static final Case LENET = Graphs.all(new Sgd(0.01)).get(2);
    private static final Case ROWS = Vectors.dense().get(0);

    private static final Case CRNN = Graphs.all(new Adam(1e-3)).get(1);

    private static DataSet dataSet(Case of) {
        return new DataSet(of.data().getFeatures(0), of.data().getLabels(0));
    }

    @Test
    void time_steps_one_by_one_give_what_stock_gives() {
        var chain =
                Chain.multiLayer(InputType.recurrent(6, 4), () -> new Layer[] {
                    Sequences.lstm(5, Activation.TANH), Sequences.lstm(7, Activation.TANH), Sequences.outputs()
                });
        var data = Data.of(Data.normal(41, 3, 6, 4), Data.oneHotSequence(3, 4));
        var twins = new Twins(new Case("time steps", chain, data), Fast::accelerate);
        var stock = (MultiLayerNetwork) twins.stock.model();
        var fast = (MultiLayerNetwork) twins.fast.model();
        twins.steps();

        for (int t = 0; t < 3; t++) {
            INDArray step = Data.normal(50 + t, 3, 6, 1);
            INDArray expected = stock.rnnTimeStep(step.castTo(DataType.DOUBLE));
            Twins.same("step " + t, expected, fast.rnnTimeStep(step), 1);
        }
        INDArray expected = stock.rnnGetPreviousState(1).get("prevAct");
        Twins.same("state", expected, fast.rnnGetPreviousState(1).get("prevAct"), 1);
    }

    @Test
    void time_steps_of_a_crnn_give_what_stock_gives_on_plans_until_the_state_is_cleared() {
        var twins = new Twins(CRNN, Fast::accelerate);
        var stock = (ComputationGraph) twins.stock.model();
        var fast = (ComputationGraph) twins.fast.model();
        INDArray image = CRNN.data().getFeatures(0);
        INDArray first = fast.rnnTimeStep(image)[0].dup();
        long before = Execution.executed();
        Twins.same("first step", stock.rnnTimeStep(image.castTo(DataType.DOUBLE))[0], first, 1);

        INDArray second = fast.rnnTimeStep(image)[0].dup();

        assertThat(Execution.executed()).isGreaterThan(before);
        Twins.same("second step", stock.rnnTimeStep(image.castTo(DataType.DOUBLE))[0], second, 1);
        assertThat(second).isNotEqualTo(first);
        fast.rnnClearPreviousState();
        assertThat(fast.rnnTimeStep(image)[0]).isEqualTo(first);
    }

    @Test
    void listeners_hear_each_iteration_with_its_score_and_gradients() {
        var network = (ComputationGraph) Fast.accelerate(CRNN.network().apply(DataType.FLOAT));
        var heard = new ArrayList<String>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                heard.add(iteration + "/" + epoch + (model.score() > 0) + (model.gradient() != null));
            }

            @Override
            public void onGradientCalculation(Model model) {
                heard.add("gradient");
            }
        });

        network.fit(new ListDataSetIterator<>(List.of(dataSet(CRNN), dataSet(CRNN)), 1), 2);

        assertThat(heard)
                .containsExactly(
                        "gradient",
                        "0/0truetrue",
                        "gradient",
                        "1/0truetrue",
                        "gradient",
                        "2/1truetrue",
                        "gradient",
                        "3/1truetrue");
        assertThat(network.getIterationCount()).isEqualTo(4);
        assertThat(network.getEpochCount()).isEqualTo(2);
    }

    @Test
    void a_listener_that_reads_activations_gets_them_and_the_report_says_what_that_costs() {
        var network = (ComputationGraph) Fast.accelerate(CRNN.network().apply(DataType.FLOAT));
        var names = new ArrayList<String>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void onForwardPass(Model model, Map<String, INDArray> activations) {
                names.addAll(activations.keySet());
            }
        });

        network.fit(dataSet(CRNN));

        assertThat(names).contains("in", "c0", "b1", "l2");
        assertThat(OneDnn.report(network).network())
                .contains("training runs as stock for " + AnswersTest.class.getName(), "overrides onForwardPass");
    }

    @Test
    void scores_evaluations_and_feed_forwards_are_those_of_stock() {
        var twins = new Twins(LENET, Fast::accelerate);
        var stock = (MultiLayerNetwork) twins.stock.model();
        var fast = (MultiLayerNetwork) twins.fast.model();
        twins.steps();
        DataSet data = dataSet(LENET);
        DataSet exact = exact(data);

        assertThat(fast.score(data)).isCloseTo(stock.score(exact), offset(1e-4));
        Evaluation expected = stock.evaluate(new ListDataSetIterator<>(List.of(exact), 1));
        Evaluation found = fast.evaluate(new ListDataSetIterator<>(List.of(data), 1));
        assertThat(found.confusionMatrix()).isEqualTo(expected.confusionMatrix());
        List<INDArray> activations = stock.feedForward(exact.getFeatures());
        for (int i = 0; i < activations.size(); i++) {
            Twins.same(
                    "activation " + i,
                    activations.get(i),
                    fast.feedForward(data.getFeatures()).get(i),
                    1);
        }
        assertThat(fast.numParams()).isEqualTo(stock.numParams());
        assertThat(fast.summary()).isEqualTo(stock.summary());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void score_and_evaluation_run_on_plans_for_either_kind_of_network(boolean graph) {
        Model single = Vectors.rows(graph).apply(DataType.FLOAT);
        Model twice = Vectors.rows(graph).apply(DataType.DOUBLE);
        twice.setParams(single.params().castTo(DataType.DOUBLE));
        Model fast = Fast.accelerate(single);
        long before = Execution.executed();

        assertThat(Net.of(fast).score(ROWS.data()))
                .isCloseTo(Net.of(twice).score(Data.as(DataType.DOUBLE, ROWS.data())), offset(1e-5));
        long scored = Execution.executed();
        assertThat(scored).as("primitives of a score").isGreaterThan(before);

        assertThat(evaluate(fast, dataSet(ROWS)).confusionMatrix())
                .isEqualTo(evaluate(twice, exact(dataSet(ROWS))).confusionMatrix());
        assertThat(Execution.executed()).as("primitives of an evaluation").isGreaterThan(scored);
    }

    private static Evaluation evaluate(Model network, DataSet data) {
        var batches = new ListDataSetIterator<>(data.asList(), 2);
        return network instanceof ComputationGraph graph
                ? graph.evaluate(batches)
                : ((MultiLayerNetwork) network).evaluate(batches);
    }

    private static DataSet exact(DataSet data) {
        return new DataSet(
                data.getFeatures().castTo(DataType.DOUBLE), data.getLabels().castTo(DataType.DOUBLE));
    }

    @Test
    void the_given_network_sees_what_its_fast_twin_learns() {
        Model given = LENET.network().apply(DataType.FLOAT);
        INDArray before = given.params().dup();
        Model fast = Fast.accelerate(given);

        Net.of(fast).fit(LENET.data());

        assertThat(given.params()).isEqualTo(fast.params()).isNotEqualTo(before);
        INDArray[] expected = Net.of(given).output(LENET.data(), false);
        Twins.same("output", expected[0], Net.of(fast).output(LENET.data(), false)[0], 1);
    }

    @Test
    void parameters_set_from_outside_count_at_once() {
        Model fast = Fast.accelerate(LENET.network().apply(DataType.FLOAT));
        INDArray before = Net.of(fast).output(LENET.data(), false)[0];

        fast.setParams(fast.params().mul(1.5));

        INDArray after = Net.of(fast).output(LENET.data(), false)[0];
        Model stock = LENET.network().apply(DataType.FLOAT);
        stock.setParams(fast.params());
        assertThat(after).isNotEqualTo(before);
        Twins.same("output", Net.of(stock).output(LENET.data(), false)[0], after, 1);
    }

    @Test
    void a_clone_goes_its_own_way() {
        var fast = (MultiLayerNetwork) Fast.accelerate(LENET.network().apply(DataType.FLOAT));
        MultiLayerNetwork clone = fast.clone();

        Net.of(clone).fit(LENET.data());

        assertThat(clone.params()).isNotEqualTo(fast.params());
    }

    @Test
    void training_mode_output_drops_nothing_where_nothing_is_to_be_dropped() {
        var twins = new Twins(CRNN, Fast::accelerate);

        INDArray[] expected = twins.stock.output(Data.as(DataType.DOUBLE, CRNN.data()), true);

        Twins.same("output", expected[0], twins.fast.output(CRNN.data(), true)[0], 1);
    }
}
