package io.auricle.onednn.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.internal.NativeHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** Ten thousand steps with changing batch sizes: the process must not grow. */
@Tag("long")
class SoakTest {
    private static final int STEPS = 10_000;

    @ParameterizedTest
    @EnumSource(FaultsTest.Level.class)
    void ten_thousand_steps_of_changing_batches_leave_memory_flat(FaultsTest.Level level) throws IOException {
        List<DataSet> batches = IntStream.rangeClosed(1, 16)
                .mapToObj(rows -> SmallNetwork.data(DataType.FLOAT, rows))
                .toList();
        var network = OneDnn.accelerate(SmallNetwork.create(DataType.FLOAT), level.options);
        long megabytes = 0;
        long natives = 0;
        for (int i = 0; i < STEPS; i++) {
            DataSet batch = batches.get(i * 7 % batches.size());
            network.fit(batch);
            network.output(batch.getFeatures());
            if (i == STEPS / 4) {
                System.gc();
                megabytes = residentMegabytes();
                natives = NativeHandle.live();
            }
        }
        System.gc();

        assertThat(NativeHandle.live()).as("native objects").isLessThan(natives * 5 / 4);
        assertThat(residentMegabytes()).as("megabytes").isLessThan(megabytes + 100);
    }

    private static long residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
