package io.auricle.onednn.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.Report.Place;
import io.auricle.onednn.internal.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What goes wrong around a network, within one process. */
class FaultsTest {

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"DOUBLE", "HALF"})
    void a_network_of_another_type_runs_as_stock_and_the_report_says_why(DataType type) {
        DataSet data = SmallNetwork.data(type, 4);
        INDArray expected = SmallNetwork.train(SmallNetwork.create(type), data, 3);
        MultiLayerNetwork network = OneDnn.accelerate(SmallNetwork.create(type));

        INDArray found = SmallNetwork.train(network, data, 3);

        assertThat(found).isEqualTo(expected);
        var report = OneDnn.report(network);
        assertThat(report.toString()).contains(type.toString());
        assertThat(report.layers()).allSatisfy(e -> assertThat(e.place()).isEqualTo(Place.STOCK));
    }

    @Test
    void a_closed_network_refuses_to_run_and_does_not_crash() {
        MultiLayerNetwork network = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT));
        DataSet data = SmallNetwork.data(DataType.FLOAT, 4);
        SmallNetwork.train(network, data, 1);

        network.close();

        assertThatThrownBy(() -> network.output(data.getFeatures())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> network.fit(data)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void two_networks_in_two_threads_give_what_each_gives_alone() throws Exception {
        var data = SmallNetwork.data(DataType.FLOAT, 6);
        INDArray alone = SmallNetwork.train(OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT)), data, 20);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<INDArray> work =
                    () -> SmallNetwork.train(OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT)), data.copy(), 20)
                            .dup();
            for (var result : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void batches_of_changing_size_give_what_stock_gives() {
        MultiLayerNetwork stock = SmallNetwork.create(DataType.FLOAT);
        MultiLayerNetwork network = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT));

        for (int rows : new int[] {4, 1, 7, 4, 2, 9, 1, 16, 3}) {
            DataSet data = SmallNetwork.data(DataType.FLOAT, rows);
            INDArray expected = SmallNetwork.train(stock, data, 1);
            INDArray found = SmallNetwork.train(network, data, 1);
            assertThat(found.sub(expected).amaxNumber().doubleValue())
                    .as("difference with " + rows + " rows")
                    .isLessThan(1e-4);
        }
    }

    @Test
    void ever_new_shapes_do_not_pile_up_natives() throws InterruptedException {
        var options = Options.builder().plansKept(2).build();
        var network = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT), options);
        var live = new ArrayList<Long>();

        for (int round = 0; round < 3; round++) {
            for (int rows = 1; rows <= 12; rows++) {
                SmallNetwork.train(network, SmallNetwork.data(DataType.FLOAT, rows), 1);
            }
            live.add(Natives.atRest());
        }

        assertThat(live.get(2)).as("native objects after each round: " + live).isLessThan(live.get(1) * 5 / 4);
        network.close();
    }

    @Test
    void a_process_has_one_openmp_runtime() {
        SmallNetwork.train(
                OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT)), SmallNetwork.data(DataType.FLOAT, 2), 1);

        assertThat(OneDnn.availability().openMpRuntimes()).hasSize(1);
    }
}
