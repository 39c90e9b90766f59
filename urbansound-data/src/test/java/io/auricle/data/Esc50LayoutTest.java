package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Esc50LayoutTest {
    private static final String HEADER = "filename,fold,target,category,esc10,src_file,take\n";
    private static final String DOG = "1-100032-A-0.wav,1,0,dog,True,100032,A\n";
    private static final String CHIRP = "5-9032-B-14.wav,5,14,chirping_birds,False,9032,B\n";

    @TempDir
    Path folder;

    @Test
    void reads_metadata_with_an_audio_folder() throws IOException {
        metadata(DOG + CHIRP);

        AudioDataset dataset = open();

        assertThat(dataset.layout().map(DataSetLayout::word)).contains("esc50");
        assertThat(dataset.clips())
                .contains(new Clip(
                        folder.resolve("audio/5-9032-B-14.wav"),
                        "chirping_birds",
                        OptionalInt.of(5),
                        "9032",
                        OptionalInt.empty(),
                        0,
                        5))
                .hasSize(2);
    }

    @Test
    void takes_only_the_rows_of_the_ten_classes_for_esc10() throws IOException {
        metadata(DOG + CHIRP);

        AudioDataset dataset = AudioDataset.open(
                folder,
                AudioDataset.Options.builder().layout(DataSetLayout.of("esc10")).build());

        assertThat(dataset.labels().labels()).containsExactly("dog");
    }

    @Test
    void reads_the_older_folder_per_class() throws IOException {
        touch("001 - Dog bark/1-30226-A.ogg");
        touch("101 - Drinking, sipping/3-140199-B.ogg");
        touch("101 - Drinking, sipping/read me.txt");

        AudioDataset dataset = open();

        assertThat(dataset.layout().map(DataSetLayout::word)).contains("esc50");
        assertThat(dataset.labels().labels()).containsExactly("dog_bark", "drinking_sipping");
        assertThat(dataset.clips().get(1).fold()).hasValue(3);
        assertThat(dataset.clips().get(1).recording()).isEqualTo("140199");
    }

    @Test
    void refuses_a_clip_of_the_older_layout_with_another_name_or_fold() throws IOException {
        touch("001 - Dog bark/6-30226-A.ogg");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("6-30226-A.ogg must be named <fold>-<source>-<take>");
    }

    @Test
    void refuses_rows_that_contradict_each_other() throws IOException {
        metadata(DOG + "1-1-A-0.wav,1,0,cat,True,1,A\n");
        assertThatThrownBy(this::open)
                .hasMessageContaining("line 3, column category: must be dog, the class of target 0");

        metadata(DOG + DOG);
        assertThatThrownBy(this::open)
                .hasMessageContaining("line 3, column filename")
                .hasMessageContaining("line 2");

        metadata(DOG.replace("True", "perhaps"));
        assertThatThrownBy(this::open).hasMessageContaining("column esc10: must be True or False, got \"perhaps\"");

        metadata(DOG.replace(",1,0,", ",6,0,"));
        assertThatThrownBy(this::open)
                .hasMessageContaining("column fold: must be a whole number from 1 to 5, got \"6\"");
    }

    @Test
    void says_what_is_looked_for_when_neither_layout_is_there() throws IOException {
        AudioDataset.Options esc =
                AudioDataset.Options.builder().layout(DataSetLayout.of("esc50")).build();
        assertThatThrownBy(() -> AudioDataset.open(folder, esc))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("must hold meta/esc50.csv or folders such as");

        Files.createDirectory(folder.resolve("001 - Dog bark"));
        assertThatThrownBy(() -> AudioDataset.open(folder, esc)).hasMessageContaining("got none");
    }

    private AudioDataset open() throws IOException {
        return AudioDataset.open(folder, AudioDataset.Options.defaults());
    }

    private void metadata(String rows) throws IOException {
        Files.createDirectories(folder.resolve("meta"));
        Files.writeString(folder.resolve("meta/esc50.csv"), HEADER + rows);
        for (String row : rows.split("\n")) {
            touch("audio/" + row.substring(0, row.indexOf(',')));
        }
    }

    private void touch(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
    }
}
