package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.data.urbansound.UrbanSound8K;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrbanSound8KLayoutTest {
    private static final String ROW = "100032-3-0-0.wav,100032,0.5,0.817551,2,5,3,dog_bark";
    private static final AudioDataset.Options LENIENT =
            AudioDataset.Options.builder().allowMissing(true).build();

    @TempDir
    Path folder;

    @Test
    void reads_all_eight_columns_of_the_official_layout() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER + "\n" + ROW + "\n");
        write("audio/fold5/100032-3-0-0.wav", "");

        AudioDataset dataset = AudioDataset.open(folder, AudioDataset.Options.defaults());

        assertThat(dataset.layout().map(DataSetLayout::word)).contains("urbansound8k");
        assertThat(dataset.clips())
                .containsExactly(new Clip(
                        folder.resolve("audio/fold5/100032-3-0-0.wav"),
                        "dog_bark",
                        OptionalInt.of(5),
                        "100032",
                        OptionalInt.of(2),
                        0.5,
                        0.817551));
        assertThat(dataset.missing()).isEmpty();
    }

    @Test
    void reads_the_kaggle_copy_with_folds_and_metadata_at_the_root() throws IOException {
        write(
                "UrbanSound8K.csv",
                Metadata.HEADER.replace("class", "class_name").replace("class_nameID", "classID") + "\n" + ROW);
        write("fold5/100032-3-0-0.wav", "");

        assertThat(open().clips()).extracting(Clip::path).containsExactly(folder.resolve("fold5/100032-3-0-0.wav"));
    }

    @Test
    void understands_a_byte_order_mark_carriage_returns_quotes_blank_lines_and_another_column_order()
            throws IOException {
        write(
                "metadata/UrbanSound8K.csv",
                "\uFEFFclass,classID,fold,salience,end,start,fsID,slice_file_name\r\n\r\n"
                        + "\"dog_bark\",3,5,1,2,1,100032,\"a \"\"b\"\", c.wav\"\r\n");
        write("audio/fold5/a \"b\", c.wav", "");

        assertThat(open().clips()).extracting(Clip::name).containsExactly("a \"b\", c.wav");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fold      | 100032-3-0-0.wav,100032,0,1,1,11,3,dog_bark | a whole number from 1 to 10      | 11",
                "fold      | 100032-3-0-0.wav,100032,0,1,1,0,3,dog_bark  | a whole number from 1 to 10      | 0",
                "fold      | 100032-3-0-0.wav,100032,0,1,1,1.5,3,dog_bark| a whole number from 1 to 10      | 1.5",
                "classID   | 100032-3-0-0.wav,100032,0,1,1,5,4,dog_bark  | be 3, the id of dog_bark         | 4",
                "class     | 100032-3-0-0.wav,100032,0,1,1,5,3,aeroplane | be one of air_conditioner        | aeroplane",
                "salience  | 100032-3-0-0.wav,100032,0,1,3,5,3,dog_bark  | a whole number from 1 to 2       | 3",
                "start     | 100032-3-0-0.wav,100032,-1,1,1,5,3,dog_bark | a number of seconds, at least 0  | -1",
                "start     | 100032-3-0-0.wav,100032,NaN,1,1,5,3,dog_bark| a number of seconds, at least 0  | NaN",
                "end       | 100032-3-0-0.wav,100032,2,2,1,5,3,dog_bark  | be above start 2.0               | 2",
                "end       | 100032-3-0-0.wav,100032,2,1e999,1,5,3,dog_bark | a number of seconds, at least 0 | 1e999",
                "fsID      | 100032-3-0-0.wav,,0,1,1,5,3,dog_bark        | not be blank                     | ''",
                "slice_file_name | ../../x.wav,100032,0,1,1,5,3,dog_bark | be a plain file name             | ../../x.wav",
                "class     | 100032-3-0-0.wav,100032,0,1,1,5,3           | belong to a row of 8 values      | 7 values",
                "class     | 100032-3-0-0.wav,100032,0,1,1,5,3,dog_bark,x| belong to a row of 8 values      | 9 values",
            })
    void names_path_line_column_rule_and_finding_of_a_bad_row(String column, String row, String rule, String found)
            throws IOException {
        Path csv = write(
                "metadata/UrbanSound8K.csv",
                Metadata.HEADER + "\n" + "9-3-0-0.wav,9,0,1,1,5,3,dog_bark\n" + row + "\n");

        assertThatExceptionOfType(MalformedDataException.class)
                .isThrownBy(this::open)
                .satisfies(e -> {
                    assertThat(e.path()).isEqualTo(csv);
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.column()).isEqualTo(column);
                    assertThat(e.rule()).contains(rule);
                    assertThat(e.found()).startsWith(found);
                    assertThat(e)
                            .hasMessage("%s, line 3, column %s: must %s, got \"%s\"", csv, column, e.rule(), e.found());
                });
    }

    @Test
    void refuses_a_clip_that_stands_in_two_rows_and_names_both_lines() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER + "\n" + ROW + "\n" + ROW + "\n");

        assertThatThrownBy(this::open)
                .hasMessageContaining("line 3")
                .hasMessageContaining("be unique, first seen on line 2");
    }

    @Test
    void refuses_a_header_without_a_needed_column() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER.replace("fsID", "id") + "\n" + ROW + "\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("line 1, column fsID: must be in the header");
    }

    @Test
    void refuses_a_header_that_says_a_column_twice() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER + ",class_name\n" + ROW + ",dog_bark\n");

        assertThatThrownBy(this::open).hasMessageContaining("line 1, column class_name: must be unique in the header");
    }

    @Test
    void refuses_an_empty_file_and_a_file_of_a_header_only() throws IOException {
        write("metadata/UrbanSound8K.csv", "");
        assertThatThrownBy(this::open)
                .hasMessageContaining("must begin with the header")
                .hasMessageContaining("an empty file");

        write("metadata/UrbanSound8K.csv", Metadata.HEADER + "\n");
        assertThatThrownBy(this::open).hasMessageContaining("line 2").hasMessageContaining("at least one row");
    }

    @Test
    void refuses_text_that_is_not_utf_8_and_names_the_line() throws IOException {
        Path csv = write("metadata/UrbanSound8K.csv", "");
        Files.write(csv, (Metadata.HEADER + "\n" + ROW + "\n\u00e9.wav").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::open)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("must be UTF-8 text, got \"byte 0xE9\"");
    }

    @Test
    void refuses_a_quote_that_never_closes() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER + "\n\"" + ROW + "\n");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("UrbanSound8K.csv, line 2");
    }

    @Test
    void names_the_first_missing_clip_and_counts_them() throws IOException {
        List<Clip> clips = Metadata.clips(1);
        Metadata.write(folder, clips);
        Files.delete(folder.resolve(clips.get(7).path()));
        Files.delete(folder.resolve(clips.get(9).path()));

        assertThatExceptionOfType(MissingClipsException.class)
                .isThrownBy(this::open)
                .satisfies(e -> {
                    assertThat(e.named()).isEqualTo(clips.size());
                    assertThat(e.missing())
                            .containsExactly(
                                    folder.resolve(clips.get(7).path()),
                                    folder.resolve(clips.get(9).path()));
                    assertThat(e)
                            .hasMessage(
                                    "%s must hold all %d clips that it names, got 2 missing, the first is %s",
                                    folder,
                                    clips.size(),
                                    folder.resolve(clips.get(7).path()));
                });
    }

    @Test
    void goes_on_without_missing_clips_when_allowed_and_lists_them() throws IOException {
        List<Clip> clips = Metadata.clips(1);
        Metadata.write(folder, clips);
        Files.delete(folder.resolve(clips.get(7).path()));

        AudioDataset dataset = AudioDataset.open(folder, LENIENT);

        assertThat(dataset.missing())
                .extracting(Clip::name)
                .containsExactly(clips.get(7).name());
        assertThat(dataset.clips()).hasSize(clips.size() - 1);
        assertThat(dataset.labels().labels()).isEqualTo(UrbanSound8K.CLASSES);
    }

    @Test
    void refuses_a_data_set_without_a_single_clip_even_when_missing_clips_are_allowed() throws IOException {
        write("metadata/UrbanSound8K.csv", Metadata.HEADER + "\n" + ROW + "\n");

        assertThatExceptionOfType(MissingClipsException.class)
                .isThrownBy(() -> AudioDataset.open(folder, LENIENT))
                .satisfies(e -> assertThat(e.missing()).hasSize(1));
    }

    @Test
    void refuses_a_folder_that_does_not_exist_or_is_a_file_or_has_no_metadata() throws IOException {
        Path absent = folder.resolve("absent");
        Path file = write("file", "");
        AudioDataset.Options city = AudioDataset.Options.builder()
                .layout(DataSetLayout.of("urbansound8k"))
                .build();

        assertThatThrownBy(() -> AudioDataset.open(absent, LENIENT))
                .hasMessage(absent + " must be the folder of a data set, got nothing");
        assertThatThrownBy(() -> AudioDataset.open(file, LENIENT))
                .hasMessage(file + " must be the folder of a data set, got a file");
        assertThatThrownBy(() -> AudioDataset.open(folder, city)).hasMessageContaining("got neither");
    }

    private AudioDataset open() throws IOException {
        return AudioDataset.open(folder, AudioDataset.Options.defaults());
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
