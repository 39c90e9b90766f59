package io.auricle.onednn.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.auricle.onednn.OneDnn;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that a network was not made for, and arrays of the right numbers in unusual places. */
class BadInputTest {
    private static final DataSet GOOD = SmallNetwork.data(DataType.FLOAT, 4);

    static Stream<Arguments> wrongShapes() {
        return Stream.of(
                Arguments.of("features of two channels", new long[] {4, 2, 10, 12}, new long[] {4, 4}),
                Arguments.of("features of another height", new long[] {4, 1, 9, 12}, new long[] {4, 4}),
                Arguments.of("features of another width", new long[] {4, 1, 10, 20}, new long[] {4, 4}),
                Arguments.of("features in rows", new long[] {4, 120}, new long[] {4, 4}),
                Arguments.of("labels of five classes", new long[] {4, 1, 10, 12}, new long[] {4, 5}),
                Arguments.of("labels of three classes", new long[] {4, 1, 10, 12}, new long[] {4, 3}),
                Arguments.of("labels of three rows", new long[] {4, 1, 10, 12}, new long[] {3, 4}),
                Arguments.of("labels of rank 3", new long[] {4, 1, 10, 12}, new long[] {4, 4, 1}));
    }

    /** The same kind of exception or none, before any good batch and after one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongShapes")
    void wrong_shapes_end_as_with_stock(String what, long[] features, long[] labels) throws InterruptedException {
        for (int warm = 0; warm < 2; warm++) {
            Throwable expected = outcome(network -> network, warm, features, labels);
            Throwable found = outcome(OneDnn::accelerate, warm, features, labels);
            assertThat(found == null ? null : found.getClass())
                    .as(String.valueOf(found))
                    .isEqualTo(expected == null ? null : expected.getClass());
        }
    }

    /** In a thread of its own: after an exception, Deeplearning4j leaves the thread's workspaces open. */
    private static Throwable outcome(UnaryOperator<MultiLayerNetwork> kind, int warm, long[] features, long[] labels)
            throws InterruptedException {
        var outcome = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            MultiLayerNetwork network = kind.apply(SmallNetwork.create(DataType.FLOAT));
            SmallNetwork.train(network, GOOD, warm);
            outcome.set(catchThrowable(
                    () -> network.fit(Nd4j.ones(DataType.FLOAT, features), Nd4j.ones(DataType.FLOAT, labels))));
        });
        thread.start();
        thread.join();
        return outcome.get();
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("column-major", (UnaryOperator<INDArray>) a -> a.dup('f')),
                Arguments.of("doubles", (UnaryOperator<INDArray>) a -> a.castTo(DataType.DOUBLE)),
                Arguments.of("a part of a larger array", (UnaryOperator<INDArray>) BadInputTest::part),
                Arguments.of("a permuted view", (UnaryOperator<INDArray>) BadInputTest::permuted));
    }

    private static INDArray part(INDArray array) {
        INDArray larger = Nd4j.concat(0, array.mul(7), array, array.mul(3));
        long rows = array.size(0);
        return larger.get(org.nd4j.linalg.indexing.NDArrayIndex.interval(rows, 2 * rows));
    }

    private static INDArray permuted(INDArray array) {
        return array.rank() == 4 ? array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2) : array;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void the_same_numbers_in_another_place_give_the_same(String what, UnaryOperator<INDArray> move) {
        INDArray expected = SmallNetwork.train(OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT)), GOOD, 3);
        var moved = new DataSet(move.apply(GOOD.getFeatures()), move.apply(GOOD.getLabels()));

        INDArray found = SmallNetwork.train(OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT)), moved, 3);

        assertThat(found.castTo(DataType.FLOAT).sub(expected).amaxNumber().doubleValue())
                .isLessThan(1e-5);
    }

    @Test
    void a_learning_rate_changed_on_the_way_counts_from_the_next_step() {
        MultiLayerNetwork stock = SmallNetwork.create(DataType.FLOAT);
        MultiLayerNetwork fast = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT));
        for (double rate : new double[] {0.1, 0.001, 0.2}) {
            stock.setLearningRate(rate);
            fast.setLearningRate(rate);
            INDArray expected = SmallNetwork.train(stock, GOOD, 2);
            INDArray found = SmallNetwork.train(fast, GOOD, 2);
            assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-4);
        }
    }

    @Test
    void a_batch_that_is_not_a_number_ends_as_with_stock() {
        MultiLayerNetwork stock = SmallNetwork.create(DataType.FLOAT);
        MultiLayerNetwork fast = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT));
        INDArray bad = GOOD.getFeatures().mul(Float.NaN);

        stock.fit(bad, GOOD.getLabels());
        fast.fit(bad, GOOD.getLabels());

        assertThat(Double.isNaN(fast.score())).isEqualTo(Double.isNaN(stock.score()));
        assertThat(fast.params().isNaN().any()).isEqualTo(stock.params().isNaN().any());
    }

    @Test
    void a_second_acceleration_gives_the_same_network() {
        MultiLayerNetwork fast = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT));

        assertThat(OneDnn.accelerate(fast)).isSameAs(fast);
    }
}
