package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLayoutTest {
    @TempDir
    Path folder;

    @Test
    void every_folder_is_a_class_and_only_sound_files_are_clips() throws IOException {
        touch("tram/a.wav", "tram/b.FLAC", "tram/notes.txt", "tram/.hidden.wav", "bell/c.mp3", ".git/d.wav");

        AudioDataset dataset = open(AudioDataset.Options.defaults());

        assertThat(dataset.layout().map(DataSetLayout::word)).contains("folders");
        assertThat(dataset.clips()).extracting(Clip::name).containsExactly("c.mp3", "a.wav", "b.FLAC");
        assertThat(dataset.clips()).extracting(Clip::recording).containsExactly("bell/c", "tram/a", "tram/b");
        assertThat(dataset.clips().get(0).seconds()).isInfinite();
    }

    @Test
    void a_hash_of_the_recording_deals_out_folds_that_do_not_depend_on_other_clips() throws IOException {
        for (int i = 0; i < 300; i++) {
            touch("tram/" + i + ".wav");
        }
        Map<Path, Integer> before = folds(AudioDataset.Options.defaults());
        touch("tram/another.wav");
        Map<Path, Integer> after = folds(AudioDataset.Options.defaults());

        assertThat(after).containsAllEntriesOf(before);
        assertThat(before.values().stream().collect(Collectors.groupingBy(fold -> fold, Collectors.counting())))
                .hasSize(10)
                .allSatisfy((fold, count) -> assertThat(count).isBetween(10L, 60L));
    }

    @Test
    void the_number_of_folds_can_be_chosen() throws IOException {
        for (int i = 0; i < 50; i++) {
            touch("tram/" + i + ".wav");
        }

        assertThat(folds(AudioDataset.Options.builder().hashFolds(3).build()).values())
                .contains(1, 2, 3)
                .allMatch(f -> f <= 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioDataset.Options.builder().hashFolds(1).build())
                .withMessage("hashFolds must be at least 2, got 1");
    }

    @Test
    void names_of_the_known_data_sets_tell_their_recording() throws IOException {
        touch("dog/100032-3-0-0.wav", "dog/100032-3-0-7.wav", "dog/1-4321-A.ogg", "dog/2-4321-B-17.ogg");

        List<Clip> clips = open(AudioDataset.Options.defaults()).clips();

        assertThat(clips).extracting(Clip::recording).containsExactly("4321", "100032", "100032", "4321");
        assertThat(clips.get(1).fold()).isEqualTo(clips.get(2).fold());
    }

    @Test
    void a_pattern_tells_the_recording_of_other_names() throws IOException {
        touch("tram/line9_001.wav", "tram/line9_002.wav");
        AudioDataset.Options byLine = AudioDataset.Options.builder()
                .recordingPattern(Pattern.compile("^(.+)_\\d+$"))
                .build();

        assertThat(open(byLine).clips()).extracting(Clip::recording).containsOnly("line9");

        touch("tram/odd.wav");
        assertThatThrownBy(() -> open(byLine))
                .hasMessageContaining("odd.wav must match the recording pattern ^(.+)_\\d+$, got odd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AudioDataset.Options.builder()
                        .recordingPattern(Pattern.compile("x"))
                        .build())
                .withMessage("recordingPattern must hold a group, got x");
    }

    @Test
    void a_file_can_fix_folds_and_recordings() throws IOException {
        touch("tram/a.wav", "tram/b.wav", "bell/a.wav");
        write("file,fold,recording\ntram/a.wav,2,x\ntram/b.wav,2,x\nbell/a.wav,1,y\n");

        List<Clip> clips = open(AudioDataset.Options.defaults()).clips();

        assertThat(clips).extracting(clip -> clip.fold().getAsInt()).containsExactly(1, 2, 2);
        assertThat(clips).extracting(Clip::recording).containsExactly("y", "x", "x");
    }

    @Test
    void folds_are_fixed_by_a_file_and_by_nothing_else() throws IOException {
        touch("tram/1-1-A.wav", "bell/1-2-A.wav");
        AudioDataset dealt = open(AudioDataset.Options.defaults());
        assertThat(dealt.hasFixedFolds()).isFalse();
        assertThat(dealt.isUngrouped()).isTrue();

        write("file,fold,recording\ntram/1-1-A.wav,2,x\nbell/1-2-A.wav,1,x\n");
        AudioDataset fixed = open(AudioDataset.Options.defaults());
        assertThat(fixed.hasFixedFolds()).isTrue();
        assertThat(fixed.isUngrouped()).isFalse();
    }

    @Test
    void the_file_of_folds_must_name_every_clip_once_and_no_other() throws IOException {
        touch("tram/a.wav", "tram/b.wav");
        write("file,fold\ntram/a.wav,2\n");
        assertThatThrownBy(() -> open(AudioDataset.Options.defaults()))
                .hasMessageContaining("folds.csv must name every clip, got no row for tram/b.wav");

        write("file,fold\ntram/a.wav,2\ntram/a.wav,2\n");
        assertThatThrownBy(() -> open(AudioDataset.Options.defaults())).hasMessageContaining("line 3, column file");

        write("file,fold\ntram/a.wav,2\ntram/b.wav,2\ntram/c.wav,2\n");
        assertThatThrownBy(() -> open(AudioDataset.Options.defaults())).isInstanceOf(MissingClipsException.class);

        write("file,fold\ntram/a.wav,2\ntram/b.wav,2\n../c.wav,2\n");
        assertThatThrownBy(() -> open(AudioDataset.Options.defaults())).hasMessageContaining("must be class/name");
    }

    @Test
    void refuses_a_folder_without_a_sound() {
        AudioDataset.Options folders = AudioDataset.Options.builder()
                .layout(DataSetLayout.of("folders"))
                .build();

        assertThatThrownBy(() -> open(folders))
                .isInstanceOf(DataSetException.class)
                .hasMessage(folder + " must hold a folder per class with sound files, got none");
    }

    @Test
    void names_count_in_one_normal_form() throws IOException {
        String accented = "caf\u00e9";
        String apart = "cafe\u0301";
        touch(accented + "/x.wav", "bell/" + apart + ".wav");
        List<Clip> clips = open(AudioDataset.Options.defaults()).clips();
        assertThat(clips).extracting(Clip::label).containsExactly("bell", accented);
        assertThat(clips).extracting(Clip::recording).containsExactly("bell/" + accented, accented + "/x");
        int fold = clips.get(0).fold().getAsInt();

        Files.delete(folder.resolve("bell/" + apart + ".wav"));
        touch("bell/" + accented + ".wav");
        assertThat(open(AudioDataset.Options.defaults()).clips().get(0).fold()).hasValue(fold);

        touch("bell/" + apart + ".wav");
        assertThatExceptionOfType(DataSetException.class)
                .isThrownBy(() -> open(AudioDataset.Options.defaults()))
                .satisfies(e -> assertThat(e.rule()).contains("Unicode normal form"));
    }

    @Test
    void refuses_a_name_that_java_cannot_represent() throws IOException {
        touch("bell/a\uFFFD.wav");

        assertThatExceptionOfType(DataSetException.class)
                .isThrownBy(() -> open(AudioDataset.Options.defaults()))
                .satisfies(e -> {
                    assertThat(e.path().getFileName()).hasToString("a\uFFFD.wav");
                    assertThat(e.rule()).startsWith("be a name that Java can represent");
                });
    }

    @Test
    void lists_the_files_that_are_no_clips() throws IOException {
        touch("tram/a.wav", "tram/notes.txt", "tram/.hidden.wav", "stray.wav", "readme.md", "none/b.txt");

        assertThat(open(AudioDataset.Options.defaults()).ignored())
                .extracting(file -> folder.relativize(file).toString().replace('\\', '/'))
                .containsExactly("none/b.txt", "stray.wav", "tram/notes.txt");
    }

    @Test
    void refuses_a_sound_below_the_folder_of_its_class() throws IOException {
        touch("tram/near/a.wav", "tram/b.wav");
        Files.createDirectories(folder.resolve("tram/notes"));

        assertThatThrownBy(() -> open(AudioDataset.Options.defaults()))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("tram/near/a.wav")
                        + " must lie in the folder of its class, got a folder below " + folder.resolve("tram"));
    }

    private AudioDataset open(AudioDataset.Options options) throws IOException {
        return AudioDataset.open(folder, options);
    }

    private Map<Path, Integer> folds(AudioDataset.Options options) throws IOException {
        return open(options).clips().stream()
                .collect(Collectors.toMap(Clip::path, clip -> clip.fold().getAsInt(), (a, b) -> a, TreeMap::new));
    }

    private void write(String csv) throws IOException {
        Files.writeString(folder.resolve("folds.csv"), csv);
    }

    private void touch(String... paths) throws IOException {
        for (String path : paths) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[0]);
        }
    }
}
