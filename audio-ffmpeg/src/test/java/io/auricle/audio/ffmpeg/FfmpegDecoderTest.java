package io.auricle.audio.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegDecoderTest {
    @TempDir
    Path folder;

    /** Samples of lossy files differ with the decoder; loudness and pitch in the middle do not. */
    @ParameterizedTest
    @CsvSource({
        "tone.m4a, 1, 16000, 0.375",
        "tone.aac, 1, 16000, 0.375",
        "tone.opus, 2, 48000, 0.265",
        "tone.webm, 1, 48000, 0.375",
        "tone.wma, 1, 16000, 0.375",
        "tone_6ch.ogg, 6, 16000, 0.375"
    })
    void what_phones_and_browsers_record_is_read(String name, int channels, int rate, double loud) throws IOException {
        AudioClip clip = AudioFiles.read(Files.write(folder.resolve(name), resource(name)));

        assertThat(clip.channels()).isEqualTo(channels);
        assertThat(clip.sampleRateHz()).isEqualTo(rate);
        assertThat(clip.seconds()).isBetween(0.47, 0.6);
        float[] samples = clip.channel(channels - 1);
        double sine = 0;
        double cosine = 0;
        double power = 0;
        for (int i = rate / 10; i < rate * 4 / 10; i++) {
            sine += samples[i] * Math.sin(2 * Math.PI * 440 * i / rate);
            cosine += samples[i] * Math.cos(2 * Math.PI * 440 * i / rate);
            power += samples[i] * samples[i];
        }
        double count = rate * 3 / 10;
        double amplitude = 2 * Math.hypot(sine, cosine) / count;
        assertThat(amplitude).isBetween(0.9 * loud, 1.1 * loud);
        assertThat(amplitude * amplitude / 2).isBetween(0.95 * power / count, 1.05 * power / count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone.m4a", "tone.opus", "tone.webm", "tone.wma", "tone.aac"})
    void a_file_a_stream_and_blocks_give_the_same_samples(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), resource(name));
        AudioClip whole = AudioFiles.read(file);

        assertThat(AudioFiles.read(new ByteArrayInputStream(resource(name)), name)
                        .channel(0))
                .isEqualTo(whole.channel(0));
        var block = new float[whole.channels()][777];
        int at = 0;
        try (AudioStream stream = AudioFiles.open(file)) {
            for (int n; (n = stream.read(block, 0, 777)) != -1; at += n) {
                assertThat(Arrays.copyOf(block[0], n)).isEqualTo(Arrays.copyOfRange(whole.channel(0), at, at + n));
            }
            assertThat(stream.read(block, 0, 1)).isEqualTo(-1);
        }
        assertThat(at).isEqualTo(whole.samples());
    }

    @Test
    void more_than_ten_streams_are_open_at_once() throws IOException {
        var streams = new java.util.ArrayList<AudioStream>();
        for (int i = 0; i < 25; i++) {
            streams.add(AudioFiles.open(new ByteArrayInputStream(resource("tone.webm")), "tone " + i));
        }
        for (AudioStream stream : streams) {
            assertThat(stream.read(new float[1][64], 0, 64)).isEqualTo(64);
            stream.close();
        }
    }

    @Test
    void a_block_that_does_not_fit_is_refused() throws IOException {
        try (AudioStream stream = AudioFiles.open(new ByteArrayInputStream(resource("tone.opus")), "tone")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[1][8], 0, 8))
                    .withMessage("into must have at least 2 channels, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[2][8], 0, 0))
                    .withMessage("samples must be at least 1, got 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone.m4a", "tone.opus", "tone.webm", "tone.wma"})
    void damaged_files_give_samples_or_one_clear_error(String name) throws IOException {
        byte[] whole = resource(name);
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] mutant = i % 3 == 0 ? Arrays.copyOf(whole, 64 + random.nextInt(whole.length - 64)) : whole.clone();
            for (int k = random.nextInt(4); k > 0; k--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(AudioFiles.read(mutant, name).samples()).isPositive();
            } catch (MalformedAudioException e) {
                assertThat(e.source()).isEqualTo(name);
                assertThat(e.getMessage()).doesNotContain("Exception", "\n");
            }
        }
    }

    @Test
    void a_film_without_sound_is_refused() {
        byte[] head = new byte[64];
        System.arraycopy(new byte[] {0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'}, 0, head, 0, 12);

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(head, "film.mp4"))
                .withMessageStartingWith("film.mp4, byte ")
                .withMessageContaining("MPEG-4 must be readable by FFmpeg, got ");
    }

    @Test
    void a_failure_of_the_stream_itself_is_passed_on() throws IOException {
        byte[] start = Arrays.copyOf(resource("tone.webm"), 1500);
        var failing = new java.io.SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AudioFiles.read(failing, "tone.webm"))
                .withMessage("the disk is gone");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FfmpegDecoderTest.class.getResourceAsStream("/formats/" + name)) {
            return in.readAllBytes();
        }
    }
}
