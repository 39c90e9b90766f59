package io.auricle.zoo.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.urbansound.SyntheticCity;
import io.auricle.data.urbansound.UrbanSound8K;
import io.auricle.testing.SharedFolder;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Prediction.Ranked;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weights as an application meets them: on the class path, through {@link SoundClassifier#pretrained()}. */
class PretrainedTest {
    private static final String RESOURCE = "pretrained.zip";
    private static final int MOST_BYTES = 4 << 20;
    private static final int CLIPS_PER_CLASS = 4;

    @TempDir
    Path folder;

    @Test
    void knows_the_ten_classes_of_urbansound8k_and_how_it_came_to_be() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.pretrained()) {
            assertThat(classifier.labels()).containsExactlyInAnyOrderElementsOf(UrbanSound8K.CLASSES);
            assertThat(classifier.frontEnd().windowSeconds()).isEqualTo(4);
            assertThat(classifier.threshold()).isPresent();
            assertThat(classifier.training())
                    .containsEntry("model", "crnn")
                    .containsKeys("recipe", "protocol", "dataDigest", "trainClips", "seed", "epochs", "scores");
        }
    }

    @Test
    void is_small_and_carries_no_optimiser() throws IOException {
        SoundModel model = ModelFile.pretrained();
        Path again = folder.resolve("again.zip");
        ModelFile.writeForUse(again, model);

        assertThat(resource()).hasSizeLessThanOrEqualTo(MOST_BYTES);
        Map<String, byte[]> shipped = entries(resource());
        assertThat(shipped).containsOnlyKeys("auricle.json", "configuration.json", "coefficients.bin");
        // Shipped in format 1; written again it is format 2, with the same network.
        Map<String, byte[]> written = entries(Files.readAllBytes(again));
        assertThat(written.get("coefficients.bin")).isEqualTo(shipped.get("coefficients.bin"));
        assertThat(written.get("configuration.json")).isEqualTo(shipped.get("configuration.json"));
    }

    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void names_its_licence_in_the_jar() throws IOException {
        try (InputStream in = SoundClassifier.class
                .getClassLoader()
                .getResourceAsStream("META-INF/LICENSE-model-zoo-pretrained.txt")) {
            assertThat(new String(Objects.requireNonNull(in).readAllBytes()))
                    .contains("licenses/by-nc/3.0", "UrbanSound8K", "freesound.org");
        }
    }

    @Test
    void answers_like_the_same_file_loaded_by_path() throws IOException {
        Path file = Files.write(folder.resolve("copy.zip"), resource());
        List<Clip> clips = city();
        try (SoundClassifier pretrained = SoundClassifier.pretrained();
                SoundClassifier loaded = SoundClassifier.load(file)) {
            for (Clip clip : clips) {
                Prediction heard = pretrained.classify(clip.path());

                assertThat(loaded.classify(clip.path())).as(clip.name()).isEqualTo(heard);
                assertThat(heard.ranking().stream()
                                .mapToDouble(Ranked::probability)
                                .sum())
                        .isCloseTo(1, within(1e-5));
            }
        }
    }

    /** One synthesised sound of each class. */
    private List<Clip> city() throws IOException {
        Path city = folder.resolve("city");
        SyntheticCity.write(city, new SyntheticCity.Options(10, 1), done -> {});
        return fewOfEachClass(AudioDataset.open(city, AudioDataset.Options.defaults()).clips().stream(), 1);
    }

    /** Its training clips, so this tells a broken front end or a mixed-up label, not what it is worth on unheard ones. */
    @Test
    void recognises_real_recordings_where_they_are_there() throws IOException {
        List<Clip> clips = recordings();
        int right = 0;
        try (SoundClassifier classifier = SoundClassifier.pretrained()) {
            for (Clip clip : clips) {
                right += classifier.classify(clip.path()).label().equals(clip.label()) ? 1 : 0;
            }
        }

        assertThat(right).as("right of %d", clips.size()).isGreaterThan(clips.size() / 2);
    }

    private static List<Clip> recordings() throws IOException {
        Path data = SharedFolder.find("data/urbansound8k");
        try (Stream<Path> files = Files.list(data.resolve("fold1"))) {
            return fewOfEachClass(
                    files.filter(file -> file.toString().endsWith(".flac"))
                            .sorted()
                            .map(PretrainedTest::clip),
                    CLIPS_PER_CLASS);
        }
    }

    private static Clip clip(Path file) {
        String[] parts = file.getFileName().toString().split("-");
        String label = UrbanSound8K.CLASSES.get(Integer.parseInt(parts[1]));
        return new Clip(file, label, java.util.OptionalInt.of(1), parts[0], java.util.OptionalInt.empty(), 0, 4);
    }

    private static List<Clip> fewOfEachClass(Stream<Clip> clips, int count) {
        Map<String, List<Clip>> classes = clips.collect(Collectors.groupingBy(Clip::label));
        assertThat(classes).hasSize(UrbanSound8K.CLASSES.size());
        return UrbanSound8K.CLASSES.stream()
                .flatMap(label -> classes.get(label).stream().limit(count))
                .toList();
    }

    private static byte[] resource() throws IOException {
        try (InputStream in = PretrainedTest.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in, RESOURCE).readAllBytes();
        }
    }
}
