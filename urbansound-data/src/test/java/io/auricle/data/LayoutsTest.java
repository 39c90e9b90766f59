package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which layout a folder has, and data sets that have none. */
class LayoutsTest {
    @TempDir
    Path folder;

    @Test
    void layouts_are_found_by_their_words() {
        assertThat(DataSetLayout.of("ESC50").word()).isEqualTo("esc50");
        assertThat(DataSetLayout.all())
                .extracting(DataSetLayout::word)
                .containsExactly("urbansound8k", "esc50", "esc10", "folders");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSetLayout.of("zip"))
                .withMessage("layout must be one of urbansound8k, esc50, esc10, folders, got zip");
    }

    @Test
    void a_folder_that_no_layout_matches_is_refused_with_all_layouts_named() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "");

        assertThatExceptionOfType(UndetectedLayoutException.class)
                .isThrownBy(() -> AudioDataset.open(folder, AudioDataset.Options.defaults()))
                .satisfies(e -> {
                    assertThat(e.path()).isEqualTo(folder);
                    assertThat(e.matching()).isEmpty();
                    assertThat(e.known()).containsExactly("urbansound8k", "esc50", "esc10", "folders");
                    assertThat(e)
                            .hasMessageContaining("urbansound8k: metadata/UrbanSound8K.csv")
                            .hasMessageEndingWith("got none");
                });
    }

    @Test
    void a_folder_that_two_layouts_match_is_refused_with_both_named_and_read_when_one_is_chosen() throws IOException {
        Metadata.write(folder, Metadata.clips(1));
        Files.createDirectories(folder.resolve("meta"));
        Files.writeString(folder.resolve("meta/esc50.csv"), "");

        assertThatExceptionOfType(UndetectedLayoutException.class)
                .isThrownBy(() -> AudioDataset.open(folder, AudioDataset.Options.defaults()))
                .satisfies(e -> {
                    assertThat(e.matching()).containsExactly("urbansound8k", "esc50");
                    assertThat(e)
                            .hasMessageContaining("io.auricle.data.layout.UrbanSound8KLayout and esc50")
                            .hasMessageEndingWith("io.auricle.data.layout.Esc50Layout");
                });
        AudioDataset.Options chosen = AudioDataset.Options.builder()
                .layout(DataSetLayout.of("urbansound8k"))
                .build();
        assertThat(AudioDataset.open(folder, chosen).clips()).isNotEmpty();
    }

    @Test
    void an_option_that_the_layout_does_not_use_is_refused() {
        Metadata.write(folder, Metadata.clips(1));

        AudioDataset.Options folds = AudioDataset.Options.builder().hashFolds(5).build();
        AudioDataset.Options pattern = AudioDataset.Options.builder()
                .recordingPattern(Pattern.compile("(a)"))
                .build();

        assertThatExceptionOfType(InapplicableOptionException.class)
                .isThrownBy(() -> AudioDataset.open(folder, folds))
                .withMessage("hashFolds must be unset for layout urbansound8k, got 5")
                .satisfies(e -> assertThat(e.option()).isEqualTo(DataSetLayout.Option.HASH_FOLDS));
        assertThatExceptionOfType(InapplicableOptionException.class)
                .isThrownBy(() -> AudioDataset.open(folder, pattern))
                .withMessage("recordingPattern must be unset for layout urbansound8k, got (a)")
                .satisfies(e -> assertThat(e.layout()).isEqualTo("urbansound8k"));
    }

    @Test
    void any_clips_make_a_data_set() throws IOException {
        List<Clip> clips = List.of(clip("/city/a/x.wav", "tram"), clip("/city/b/c/y.wav", "bell"));

        AudioDataset dataset = AudioDataset.of(clips);

        assertThat(dataset.clips()).isEqualTo(clips);
        assertThat(dataset.labels().labels()).containsExactly("bell", "tram");
        assertThat(dataset.folder()).isEqualTo(Path.of("/city"));
        assertThat(dataset.layout()).isEmpty();
        assertThat(dataset.missing()).isEmpty();
        assertThat(dataset.ignored()).isEmpty();
        assertThat(AudioDataset.of(List.of(clip("x.wav", "a"), clip("b/y.wav", "b")))
                        .folder())
                .isEqualTo(Path.of(""));
    }

    @Test
    void a_list_without_clips_with_a_file_twice_or_of_mixed_paths_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioDataset.of(List.of()))
                .withMessage("clips must hold at least 1 clip, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioDataset.of(List.of(clip("x.wav", "a"), clip("x.wav", "b"))))
                .withMessage("clips must hold each file once, got x.wav twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioDataset.of(List.of(clip("x.wav", "a"), clip("/y.wav", "b"))))
                .withMessage("clips must have paths all relative or below one root, got x.wav and /y.wav");
    }

    private static Clip clip(String path, String label) {
        return new Clip(Path.of(path), label, OptionalInt.empty(), path, OptionalInt.empty(), 0, 4);
    }
}
