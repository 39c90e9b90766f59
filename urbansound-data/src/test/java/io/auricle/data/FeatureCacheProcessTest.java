package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.data.urbansound.SyntheticCity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die or work side by side. */
class FeatureCacheProcessTest {
    private static final int CLIPS = 200;

    @TempDir
    Path folder;

    private Path city;
    private List<Clip> clips;

    @BeforeEach
    void make_clips() throws IOException {
        city = folder.resolve("city");
        SyntheticCity.write(city, new SyntheticCity.Options(CLIPS / 10, 7), done -> {});
        clips = AudioDataset.open(city, AudioDataset.Options.defaults()).clips();
    }

    @Test
    void killed_ten_times_it_ends_up_equal_to_one_built_undisturbed() throws Exception {
        Random random = new Random(5);
        Path cache = folder.resolve("killed");
        int kills = 0;
        for (int attempt = 0; attempt < 10; attempt++) {
            Process child = start(cache);
            try (BufferedReader lines = lines(child)) {
                int more = (attempt + 1) * CLIPS / 12 + random.nextInt(6);
                String line = lines.readLine();
                while (line != null && !line.startsWith("computed") && Integer.parseInt(line) < more) {
                    line = lines.readLine();
                }
                child.destroyForcibly();
                kills += child.waitFor() == 0 ? 0 : 1;
            }
        }

        assertThat(kills).isEqualTo(10);
        try (FeatureCache resumed = FeatureCache.open(cache, FeatureCacheTest.FRONT_END, clips);
                FeatureCache undisturbed =
                        FeatureCache.open(folder.resolve("undisturbed"), FeatureCacheTest.FRONT_END, clips)) {
            assertThat(resumed.report().found()).isBetween(CLIPS / 2, CLIPS - 1);
            assertThat(resumed.report().computed())
                    .isEqualTo(CLIPS - resumed.report().found());
            assertThat(undisturbed.report().computed()).isEqualTo(CLIPS);
            for (Clip clip : clips) {
                assertThat(resumed.spectrograms(clip)).isEqualTo(undisturbed.spectrograms(clip));
            }
        }
    }

    @Test
    void two_processes_share_the_work_and_each_ends_with_everything() throws Exception {
        Path cache = folder.resolve("shared");
        Process one = start(cache);
        Process other = start(cache);

        int computed = computed(one) + computed(other);

        assertThat(computed).isEqualTo(CLIPS);
        assertThat(List.of(one.waitFor(), other.waitFor())).containsOnly(0);
        try (FeatureCache both = FeatureCache.open(cache, FeatureCacheTest.FRONT_END, clips);
                Stream<Path> files = Files.list(cache)) {
            assertThat(both.report().found()).isEqualTo(CLIPS);
            assertThat(files.filter(file -> file.toString().endsWith(".index")))
                    .singleElement()
                    .satisfies(index -> assertThat(Files.size(index)).isEqualTo(40 + 40 * CLIPS));
        }
    }

    private static int computed(Process child) throws IOException {
        try (BufferedReader lines = lines(child)) {
            return lines.lines()
                    .filter(line -> line.startsWith("computed "))
                    .mapToInt(line -> Integer.parseInt(line.substring("computed ".length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Starts a JVM that computes as this one does: with the Vector API if this one has it. */
    private Process start(Path cache) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CacheBuilder.class.getName()));
        command.addAll(List.of(city.toString(), cache.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader lines(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }
}
