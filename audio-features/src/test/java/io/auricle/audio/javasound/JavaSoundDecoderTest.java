package io.auricle.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaSoundDecoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"tone_mono.flac, 1, 22050, 1e-4", "tone_stereo.flac, 2, 44100, 1e-4"})
    void flac_is_lossless(String file, int channels, int rate, double tolerance) throws IOException {
        AudioClip clip = AudioFiles.read(resource(file), file);

        assertThat(clip.samples()).isEqualTo(rate / 2);
        assertTone(clip, channels, rate, 0, tolerance);
    }

    @Test
    void flac_of_24_bits_keeps_them() throws IOException {
        AudioClip clip = AudioFiles.read(resource("tone24.flac"), "tone24.flac");

        float[] samples = clip.channel(0);
        assertThat(samples).hasSize(4800);
        for (int i = 0; i < samples.length; i++) {
            double written = (int) (8_000_000 * 0.5 * Math.sin(i * 0.05) * Math.min(1, i / 500.0));
            assertThat((double) samples[i]).isCloseTo(written / (1 << 23), within(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"tone_mono.ogg, 1, 22050", "tone_stereo.ogg, 2, 44100"})
    void ogg_vorbis_is_decoded_in_place(String file, int channels, int rate) throws IOException {
        AudioClip clip = AudioFiles.read(resource(file), file);

        assertThat(clip.samples()).isEqualTo(rate / 2);
        assertTone(clip, channels, rate, 0, 0.03);
    }

    @ParameterizedTest
    @CsvSource({"tone_mono.mp3, 1, 22050, 1105", "tone_stereo.mp3, 2, 44100, 2257"})
    void mp3_is_decoded_behind_the_encoder_s_delay(String file, int channels, int rate, int delay) throws IOException {
        AudioClip clip = AudioFiles.read(resource(file), file);

        assertThat(clip.samples()).isBetween(rate / 2, rate / 2 + 4 * 1152);
        // 576 samples of the encoder and 529 of the decoder; in stereo also the 1152 of a frame that holds only
        // information.
        assertTone(clip, channels, rate, delay, 0.03);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIFF", "AU"})
    void aiff_and_au_are_read_through_the_jdk(String type) throws IOException {
        var bytes = new byte[2 * 2 * 1000];
        for (int i = 0; i < 2000; i++) {
            bytes[2 * i] = (byte) (i * 7 >> 8);
            bytes[2 * i + 1] = (byte) (i * 7);
        }
        var format = new AudioFormat(32_000, 16, 2, true, true);
        var out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes), format, 1000),
                type.equals("AU") ? AudioFileFormat.Type.AU : AudioFileFormat.Type.AIFF,
                out);

        AudioClip clip = AudioFiles.read(out.toByteArray(), type);

        assertThat(clip.sampleRateHz()).isEqualTo(32_000);
        assertThat(clip.samples()).isEqualTo(1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(clip.channel(1)[i]).isEqualTo((2 * i + 1) * 7 / 32768f);
        }
    }

    @Test
    void mu_law_in_au_is_expanded() throws IOException {
        byte[] file = {
            '.', 's', 'n', 'd', 0, 0, 0, 24, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0x1F, 0x40, 0, 0, 0, 1, 0, (byte) 0x80
        };

        assertThat(AudioFiles.read(file, "law.au").channel(0)).containsExactly(-32124 / 32768f, 32124 / 32768f);
    }

    @Test
    void channels_that_only_the_header_has_are_refused() {
        byte[] file = {
            '.', 's', 'n', 'd', 0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0x1F, 0x40, 0x40, 0, 0, 1, 0, (byte) 0x80
        };
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "wide.au"))
                .withMessageStartingWith("wide.au, byte ")
                .withMessageContaining("AU must have 1 to 65535 channels, got ");
        file[20] = 0;
        file[22] = (byte) 0xFF;
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "wide.au"))
                .withMessageEndingWith("AU must hold at least one sample, got none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_stereo.flac", "tone_stereo.ogg", "tone_stereo.mp3"})
    void a_block_that_does_not_fit_is_refused(String name) throws IOException {
        try (AudioStream stream = AudioFiles.open(new ByteArrayInputStream(resource(name)), name)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[1][8], 0, 8))
                    .withMessage("into must have at least 2 channels, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[2][8], 0, 0))
                    .withMessage("samples must be at least 1, got 0");
            assertThat(stream.read(new float[2][8], 0, 8)).isBetween(1, 8);
        }
    }

    @Test
    void content_counts_and_not_the_name() throws IOException {
        Path file = Files.write(folder.resolve("really_flac.wav"), resource("tone_mono.flac"));

        assertThat(AudioFiles.read(file).samples()).isEqualTo(11_025);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_stereo.flac", "tone_stereo.ogg", "tone_stereo.mp3"})
    void blocks_give_the_same_samples_as_the_whole(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), resource(name));
        AudioClip whole = AudioFiles.read(file);
        var block = new float[2][777];
        int at = 0;
        try (AudioStream stream = AudioFiles.open(file)) {
            for (int n; (n = stream.read(block, 0, 777)) != -1; at += n) {
                assertThat(Arrays.copyOf(block[1], n)).isEqualTo(Arrays.copyOfRange(whole.channel(1), at, at + n));
            }
        }
        assertThat(at).isEqualTo(whole.samples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_mono.flac", "tone_mono.ogg", "tone_mono.mp3"})
    void a_file_without_its_provider_is_refused_with_a_provider_s_name(String file) throws IOException {
        byte[] bytes = resource(file);
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatExceptionOfType(MalformedAudioException.class)
                    .isThrownBy(() -> AudioFiles.read(bytes, file))
                    .withMessageContaining("must be read by a javax.sound provider on the class path, such as com.");
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_mono.flac", "tone_mono.ogg", "tone_mono.mp3"})
    void a_file_of_which_only_the_start_is_left_gives_samples_or_one_clear_error(String file) throws IOException {
        byte[] whole = resource(file);
        for (int length = 4; length < whole.length; length += 97) {
            byte[] bytes = Arrays.copyOf(whole, length);
            try {
                assertThat(AudioFiles.read(bytes, file).samples()).isPositive();
            } catch (MalformedAudioException e) {
                assertThat(e.source()).isEqualTo(file);
                assertThat(e.byteOffset()).isBetween(0L, (long) length);
            }
        }
    }

    @Test
    void a_failure_of_the_stream_itself_is_passed_on() throws IOException {
        var failing = new java.io.SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOf(resource("tone_mono.flac"), 2000)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }
                });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AudioFiles.read(failing, "tone.flac"))
                .isNotInstanceOf(MalformedAudioException.class)
                .withMessage("the disk is gone");
    }

    @Test
    void what_no_format_starts_with_is_refused() {
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(new byte[] {'P', 'K', 3, 4, 0}, "a.zip"))
                .withMessage("a.zip, byte 0: a sound file must start as WAV, AIFF, AU, FLAC, Ogg or MP3 does,"
                        + " got bytes 50 4B 03 04 00");
    }

    /** Compares with the sine that was encoded, away from its ramps. */
    private static void assertTone(AudioClip clip, int channels, int rate, int delay, double tolerance) {
        assertThat(clip.channels()).isEqualTo(channels);
        assertThat(clip.sampleRateHz()).isEqualTo(rate);
        for (int c = 0; c < channels; c++) {
            float[] samples = clip.channel(c);
            double worst = 0;
            for (int i = rate / 10; i < rate / 10 * 4; i++) {
                double expected = 0.4 * Math.sin(2 * Math.PI * 440 * (c + 1) * i / rate);
                worst = Math.max(worst, Math.abs(samples[i + delay] - expected));
            }
            assertThat(worst).isLessThan(tolerance);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = JavaSoundDecoderTest.class.getResourceAsStream("/formats/" + name)) {
            return in.readAllBytes();
        }
    }
}
