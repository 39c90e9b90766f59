package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** What holds over many steps, and from one process to the next. */
class TrainingTest {
    private static final int STEPS = 50;

    @TempDir
    private Path folder;

    static Stream<Case> networks() {
        return Graphs.all(new Adam(1e-3)).stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void the_loss_of_fifty_steps_stays_within_a_hundredth_of_stock(Case of) {
        var twins = new Twins(of, Fast::accelerate);
        var exact = Data.as(DataType.DOUBLE, of.data());
        twins.stock.gradients(exact);
        double first = twins.stock.score();

        for (int i = 0; i < STEPS; i++) {
            twins.stock.fit(exact);
            twins.fast.fit(of.data());
            double loss = twins.stock.score();
            assertThat(twins.fast.score()).as("loss of step " + i).isCloseTo(loss, offset(0.01 * loss));
        }
        assertThat(twins.stock.score()).as("the loss moves at all").isLessThan(0.9 * first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void the_same_seed_gives_the_same_parameters_to_the_last_bit(Case of) {
        assertThat(trained(of, 10).params()).isEqualTo(trained(of, 10).params());
    }

    private static Model trained(Case of, int steps) {
        Model network = Fast.accelerate(of.network().apply(DataType.FLOAT));
        Net net = Net.of(network);
        for (int i = 0; i < steps; i++) {
            net.fit(of.data());
        }
        return network;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void a_saved_network_gives_the_same_outputs_to_the_last_bit(Case of) throws IOException {
        Model network = trained(of, 3);
        Model stock = restore(network);
        Model fast = Fast.accelerate(restore(network));

        assertThat(stock.getClass().getPackageName()).startsWith("org.deeplearning4j");
        assertThat(Net.of(fast).output(of.data(), false))
                .isEqualTo(Net.of(network).output(of.data(), false));
        assertThat(Net.of(stock).output(of.data(), false))
                .isEqualTo(Net.of(restore(stock)).output(of.data(), false));
        assertThat(stock.params()).isEqualTo(network.params());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void training_goes_on_where_a_saved_network_stopped(Case of) throws IOException {
        Model uninterrupted = trained(of, 6);
        Model resumed = Fast.accelerate(restore(trained(of, 3)));
        for (int i = 0; i < 3; i++) {
            Net.of(resumed).fit(of.data());
        }

        assertThat(resumed.params()).isEqualTo(uninterrupted.params());
    }

    private Model restore(Model network) throws IOException {
        File file = folder.resolve("model.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        return network instanceof ComputationGraph
                ? ModelSerializer.restoreComputationGraph(file, true)
                : ModelSerializer.restoreMultiLayerNetwork(file, true);
    }
}
