package org.example.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.augment.Augmentation;
import io.auricle.augment.Gain;
import io.auricle.augment.SpectrogramGrid;
import io.auricle.augment.SpectrogramTransform;
import io.auricle.augment.TimeStretch;
import io.auricle.data.AudioDataset;
import io.auricle.training.TinySounds;
import io.auricle.training.TrainingListener;
import io.auricle.training.TrainingRun;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transforms of a user's own, from a package of their own: passed in as objects, and found by their word. */
class OwnTransformTest {
    @TempDir
    private static Path folder;

    private static AudioDataset data;

    /** Silences the lowest band; not registered anywhere. */
    private record Rumble() implements SpectrogramTransform {
        @Override
        public String word() {
            return "rumble";
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random) {
            Arrays.fill(values, offset, offset + grid.frames(), grid.mean());
        }
    }

    @BeforeAll
    static void write() throws IOException {
        data = TinySounds.write(folder.resolve("sounds"), 8);
    }

    @Test
    void a_run_with_own_transforms_learns_other_weights_and_records_them() throws IOException {
        Augmentation own = Augmentation.none()
                .withWaveform(new Echo(0.05), new Gain(-6, 6))
                .withSpectrogram(new Rumble());

        float[] weights = weights("own", own);

        assertThat(weights).isEqualTo(weights("again", own));
        assertThat(weights).isNotEqualTo(weights("none", Augmentation.none()));
        assertThat(weights).isNotEqualTo(weights("later", own.withWaveform(new Echo(0.2), new Gain(-6, 6))));
        JsonNode written = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("own/config.json")))
                .at("/options/augmentation");
        assertThat(written.toString())
                .isEqualTo("{\"waveform\":[{\"kind\":\"echo\",\"seconds\":0.05},"
                        + "{\"kind\":\"gain\",\"maxDb\":6.0,\"minDb\":-6.0}],"
                        + "\"spectrogram\":[{\"kind\":\"rumble\"}],\"mixupAlpha\":0.0}");
    }

    @Test
    void a_waveform_transform_that_does_nothing_changes_no_weight() throws IOException {
        float[] same = weights("same", Augmentation.none().withWaveform(new Gain(0, 0)));

        assertThat(same).isEqualTo(weights("plain", Augmentation.none()));
    }

    @Test
    void a_registered_one_is_read_back_by_its_word() throws IOException {
        Augmentation own = Augmentation.none().withWaveform(new Echo(0.05).withProbability(0.5));
        String json = new ObjectMapper().writeValueAsString(own.toMap());

        Map<String, Object> read = new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});

        assertThat(Augmentation.fromMap(read)).isEqualTo(own);
    }

    @Test
    void one_that_changes_the_length_of_a_window_is_refused_before_the_run_begins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights("stretched", Augmentation.none().withWaveform(new TimeStretch(2, 2))))
                .withMessage("transform time-stretch of io.auricle.augment.TimeStretch must keep the 4000 samples of a"
                        + " window, got 2000");
        assertThat(folder.resolve("stretched")).doesNotExist();
    }

    @Test
    void waveform_transforms_and_a_cache_exclude_each_other() {
        TrainingOptions.Builder options = TinySounds.options()
                .input(i -> i.augmentation(Augmentation.none().withWaveform(new Gain(-6, 6))))
                .execution(e -> e.cache(folder.resolve("cache")));

        assertThatIllegalArgumentException()
                .isThrownBy(options::build)
                .withMessageStartingWith("cache must be unset where waveform transforms change the samples, got ");
    }

    private static float[] weights(String run, Augmentation augmentation) throws IOException {
        TrainingOptions options = TinySounds.options()
                .optimisation(o -> o.epochs(1))
                .input(i -> i.augmentation(augmentation))
                .build();
        TrainingRun.run(data, TinySounds.split(data), options, folder.resolve(run), TrainingListener.SILENT);
        return ModelFile.read(folder.resolve(run).resolve("model.zip"))
                .graph()
                .params()
                .toFloatVector();
    }
}
