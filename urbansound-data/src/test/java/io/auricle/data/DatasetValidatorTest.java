package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.urbansound.SyntheticCity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetValidatorTest {
    @TempDir
    Path folder;

    private Path city;
    private List<Clip> clips;

    @BeforeEach
    void make_a_city() throws IOException {
        city = folder.resolve("city");
        SyntheticCity.write(city, new SyntheticCity.Options(1, 1), done -> {});
        clips = AudioDataset.open(city, AudioDataset.Options.defaults()).clips();
    }

    @Test
    void finds_nothing_wrong_with_an_untouched_data_set() throws IOException {
        AtomicInteger decoded = new AtomicInteger();

        DatasetValidation found = DatasetValidator.validate(
                city, AudioDataset.Options.defaults(), done -> decoded.accumulateAndGet(done, Math::max));

        assertThat(found.isSound()).isTrue();
        assertThat(List.of(found.rows(), found.files(), decoded.get())).containsOnly(10);
        assertThat(found.layout()).isEqualTo("urbansound8k");
        assertThat(found.encodings()).isEqualTo(Map.of("WAV PCM 16-bit, 22050 Hz, 1 channel", 10));
        assertThat(found.counts().get("siren").values()).containsExactly(1);
    }

    @Test
    void lists_missing_extra_unreadable_silent_and_stretched_clips() throws IOException {
        Files.delete(clips.get(0).path());
        Path extra = Files.write(clips.get(0).path().resolveSibling("extra.wav"), new byte[1]);
        Files.write(clips.get(0).path().resolveSibling(".DS_Store"), new byte[1]);
        Files.write(clips.get(1).path(), new byte[] {'R', 'I', 'F', 'F'});
        write(clips.get(2), 4, 0.00005f);
        write(clips.get(3), 4.5, 0.5f);

        DatasetValidation found = validate();

        assertThat(found.isSound()).isFalse();
        assertThat(found.rows()).isEqualTo(10);
        assertThat(found.files()).isEqualTo(9);
        assertThat(found.missing()).containsExactly(name(clips.get(0).path()));
        assertThat(found.extra()).containsExactly(name(extra));
        assertThat(found.unreadable()).singleElement().satisfies(clip -> {
            assertThat(clip.file()).isEqualTo(name(clips.get(1).path()));
            assertThat(clip.reason()).isNotBlank();
        });
        assertThat(found.silent()).containsExactly(name(clips.get(2).path()));
        assertThat(found.stretched()).singleElement().satisfies(clip -> {
            assertThat(clip.file()).isEqualTo(name(clips.get(3).path()));
            assertThat(clip.seconds()).isEqualTo(4.5, within(1e-3));
            assertThat(clip.trueSeconds()).isEqualTo(4);
        });
    }

    @Test
    void every_kind_of_finding_alone_makes_the_data_set_unsound() throws IOException {
        write(clips.get(3), 4.002, 0.5f);
        assertThat(validate().isSound()).isFalse();
        write(clips.get(3), 4.0005, 0.5f);
        assertThat(validate().isSound()).isTrue();
        write(clips.get(2), 4, 0);
        assertThat(validate().isSound()).isFalse();
        Files.write(clips.get(2).path(), new byte[0]);
        assertThat(validate().isSound()).isFalse();
    }

    @Test
    void compares_rows_and_files_with_the_published_counts() throws IOException {
        Files.delete(clips.get(0).path());

        assertThat(validate().unpublished())
                .contains(new DatasetValidation.Difference(1, "air_conditioner", 100, 1, 0))
                .contains(new DatasetValidation.Difference(10, "siren", 83, 0, 0))
                .hasSize(100);
    }

    @Test
    void tells_encodings_apart() throws IOException {
        Files.write(clips.get(0).path(), wav(1, 24, 2, 48_000, false));
        Files.write(clips.get(1).path(), wav(1, 24, 2, 48_000, true));
        Files.write(clips.get(2).path(), wav(3, 32, 1, 44_100, false));

        assertThat(validate().encodings())
                .isEqualTo(Map.of(
                        "WAV PCM 24-bit, 48000 Hz, 2 channels", 1,
                        "WAV PCM 24-bit (extensible), 48000 Hz, 2 channels", 1,
                        "WAV float 32-bit, 44100 Hz, 1 channel", 1,
                        "WAV PCM 16-bit, 22050 Hz, 1 channel", 7));
    }

    @Test
    void info_counts_clips_recordings_hours_and_encodings_without_decoding() throws IOException {
        Files.delete(clips.get(0).path());
        Files.write(clips.get(1).path(), new byte[] {'R', 'I', 'F', 'F'});
        AudioDataset dataset =
                AudioDataset.open(city, AudioDataset.Options.defaults().withAllowMissing(true));

        DatasetInfo info = DatasetInfo.of(dataset);

        assertThat(info.rows()).isEqualTo(10);
        assertThat(info.clips()).isEqualTo(9);
        assertThat(info.recordings()).isEqualTo(9);
        assertThat(info.hours()).isEqualTo(9 * 4 / 3600.0, within(1e-9));
        assertThat(info.counts()).containsEntry("air_conditioner", Map.of(1, 0)).containsEntry("siren", Map.of(1, 1));
        assertThat(info.salience().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(9);
        assertThat(info.crossings()).isEmpty();
        assertThat(info.encodings())
                .containsEntry("unreadable", 1)
                .containsEntry("WAV PCM 16-bit, 22050 Hz, 1 channel", 8);
    }

    private DatasetValidation validate() throws IOException {
        return DatasetValidator.validate(city, AudioDataset.Options.defaults(), done -> {});
    }

    private String name(Path file) {
        return city.relativize(file).toString().replace('\\', '/');
    }

    private static void write(Clip clip, double seconds, float level) throws IOException {
        float[] samples = new float[(int) (seconds * 22_050)];
        java.util.Arrays.fill(samples, level);
        AudioFiles.writeWav(clip.path(), AudioClip.ofMono(samples, 22_050));
    }

    /** A WAV file of 100 loud frames. */
    private static byte[] wav(int tag, int bits, int channels, int rate, boolean extensible) {
        int frame = bits / 8 * channels;
        int format = extensible ? 40 : 16;
        ByteBuffer wav = ByteBuffer.allocate(28 + format + 100 * frame).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(wav.capacity() - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(format);
        wav.putShort((short) (extensible ? 0xFFFE : tag))
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * frame);
        wav.putShort((short) frame).putShort((short) bits);
        if (extensible) {
            wav.putShort((short) 22)
                    .putShort((short) bits)
                    .putInt(channels == 2 ? 3 : 4)
                    .putShort((short) tag);
            wav.put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        }
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(100 * frame);
        while (wav.hasRemaining()) {
            wav.put((byte) 0x3f);
        }
        return wav.array();
    }
}
