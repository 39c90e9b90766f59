package io.auricle.onednn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.internal.Natives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

/** Training for a long time with batches of changing size, with fewer plans kept than sizes: memory stays flat. */
class SoakTest {
    private static final int SIZES = 5;
    private static final long MEGABYTES_OF_SLACK = 96;
    private static final long HANDLES_OF_SLACK = 1500;

    @Test
    void memory_stays_flat_over_100_steps() throws Exception {
        soak(50, 100);
    }

    @Tag("long")
    @Test
    void memory_stays_flat_over_10_000_steps() throws Exception {
        soak(500, 10_000);
    }

    private static void soak(int warmUp, int steps) throws Exception {
        MultiLayerNetwork network = OneDnn.accelerate(
                SmallNetwork.create(DataType.FLOAT),
                Options.builder().plansKept(3).build());
        train(network, warmUp);
        long handles = Natives.atRest();
        long megabytes = residentMegabytes();

        train(network, steps);

        assertThat(Natives.atRest() - handles).as("native objects").isLessThan(HANDLES_OF_SLACK);
        assertThat(residentMegabytes() - megabytes).as("resident megabytes").isLessThan(MEGABYTES_OF_SLACK);
        network.close();
    }

    private static void train(MultiLayerNetwork network, int steps) {
        for (int i = 0; i < steps; i++) {
            var data = SmallNetwork.data(DataType.FLOAT, 1 + i % SIZES);
            network.fit(data);
            network.output(data.getFeatures());
        }
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
