package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
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

    /** The first has no tag of its encoder, which put 1105 samples in front; the second says how many to leave out. */
    @ParameterizedTest
    @CsvSource({"tone_mono.mp3, 1, 22050, 1105", "tone_stereo.mp3, 2, 44100, 0"})
    void mp3_is_decoded_without_the_delay_that_its_encoder_states(String file, int channels, int rate, int delay)
            throws IOException {
        AudioClip clip = AudioFiles.read(resource(file), file);

        assertThat(clip.samples()).isBetween(rate / 2, rate / 2 + (delay == 0 ? 0 : 4 * 1152));
        assertTone(clip, channels, rate, delay, 0.03);
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

    @ParameterizedTest
    @ValueSource(strings = {"tone_mono.flac", "tone_stereo.ogg", "tone_stereo.mp3"})
    void a_named_pipe_is_read_as_a_file_is(String name) throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(isMade(pipe), "no named pipes here");
        byte[] bytes = resource(name);
        var writer = new Thread(() -> {
            try (var out = Files.newOutputStream(pipe, java.nio.file.StandardOpenOption.WRITE)) {
                out.write(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        writer.start();

        AudioClip clip = AudioFiles.read(pipe);

        writer.join();
        assertThat(clip.channel(0)).isEqualTo(AudioFiles.read(bytes, name).channel(0));
    }

    private static boolean isMade(Path pipe) throws InterruptedException {
        try {
            return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_folder_is_refused_by_name() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AudioFiles.open(folder))
                .withMessage(folder + ": must be a sound file, got a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_mono.flac", "tone_mono.ogg", "tone_mono.mp3"})
    void an_id3_tag_in_front_hides_nothing(String name) throws IOException {
        byte[] bytes = resource(name);
        var tagged = new byte[10 + 300 + 7 + bytes.length];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 2, 44}, 0, tagged, 0, 10);
        Arrays.fill(tagged, 10, 310, (byte) 0xFF);
        System.arraycopy(bytes, 0, tagged, 317, bytes.length);

        assertThat(AudioFiles.read(tagged, name).channel(0))
                .isEqualTo(AudioFiles.read(bytes, name).channel(0));
    }

    @Test
    void channels_of_opposite_phase_are_noticed_in_a_stream_and_one_of_them_can_be_taken() throws IOException {
        var opposite = AudioClip.of(new float[][] {{0.5f, -0.5f, 0.25f}, {-0.5f, 0.5f, -0.25f}}, 8000);
        Path file = folder.resolve("opposite.wav");
        AudioFiles.writeWav(file, opposite);

        try (AudioStream stream = AudioFiles.open(file).toMono()) {
            assertThat(stream.expectedSamples()).hasValue(3);
            assertThat(stream.cancelsInMono()).isFalse();
            assertThat(stream.read(new float[1][9], 0, 9)).isEqualTo(3);
            assertThat(stream.cancelsInMono()).isTrue();
        }
        try (AudioStream stream = AudioFiles.open(file).onlyChannel(1)) {
            assertThat(Streams.inBlocks(stream, 2).channel(0)).containsExactly(-0.5f, 0.5f, -0.25f);
            assertThat(stream.cancelsInMono()).isFalse();
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

    /** JOrbis would misread them. */
    @Test
    void vorbis_of_a_number_of_channels_that_is_not_read_is_named() throws IOException {
        byte[] file = resource("tone_mono.ogg");
        file[28 + 11] = 6;

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "six.ogg"))
                .withMessageEndingWith(
                        "got Ogg Vorbis of other than 1 to 4 or 8 channels: add io.auricle:audio-ffmpeg to"
                                + " the class path");
    }

    @Test
    void what_no_format_starts_with_is_refused() {
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(new byte[] {'P', 'K', 3, 4, 0}, "a.zip"))
                .withMessage(
                        "a.zip, byte 0: a sound file must start as WAV, Wave64, AIFF, AU, CAF, FLAC, Ogg Vorbis or MP3 does,"
                                + " got a ZIP archive");
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
        try (InputStream in = FormatsTest.class.getResourceAsStream("/formats/" + name)) {
            return in.readAllBytes();
        }
    }
}
