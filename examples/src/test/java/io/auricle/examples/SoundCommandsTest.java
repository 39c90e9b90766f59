package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mel} and {@code decode}, on a chirp with a little noise. */
class SoundCommandsTest {

    private static final int RATE_HZ = 16_000;

    @TempDir
    private Path folder;

    private Path wav;
    private Path out;

    @BeforeEach
    void a_chirp() throws IOException {
        wav = folder.resolve("chirp.wav");
        out = folder.resolve("out.npy");
        float[][] channels = new float[2][RATE_HZ];
        var random = new java.util.SplittableRandom(7);
        for (int i = 0; i < RATE_HZ / 2; i++) { // the second half is silent: decibels go down to their floor
            double seconds = (double) i / RATE_HZ;
            channels[0][i] = (float) (0.5 * Math.sin(2 * Math.PI * (200 + 1500 * seconds) * seconds));
            channels[1][i] = (float) (0.02 * (random.nextDouble() - 0.5));
        }
        AudioFiles.writeWav(wav, AudioClip.of(channels, RATE_HZ));
    }

    private NpyArray mel(Object... options) throws IOException {
        Object[] words = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("mel", wav, "--out", out), java.util.Arrays.stream(options))
                .toArray();
        Cli run = Cli.run(words);
        assertThat(run.err().lines())
                .allMatch(line -> line.startsWith("auricle: warning: mel bands without an FFT bin"));
        assertThat(run.code()).isZero();
        return NpyFiles.read(out);
    }

    @Test
    void mel_keeps_the_files_rate_and_librosas_defaults() throws IOException {
        assertThat(mel().shape()).isEqualTo(List.of(128, 1 + RATE_HZ / 512));
    }

    @Test
    void the_preset_urbansound_means_22050_hz_and_decibels_below_the_loudest() throws IOException {
        NpyArray mel = mel("--preset", "urbansound");

        assertThat(mel.shape()).isEqualTo(List.of(128, 1 + 22_050 / 512));
        assertThat(max(mel)).isZero();
        assertThat(min(mel)).isEqualTo(-80);
    }

    @Test
    void whisper_gives_80_bands_of_3000_frames() throws IOException {
        assertThat(mel("--preset", "whisper").shape()).isEqualTo(List.of(80, 3000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--n-fft 1024",
                "--hop 256",
                "--win 800",
                "--window hamming",
                "--window kaiser:8",
                "--no-center",
                "--pad reflect",
                "--power 1",
                "--mels 64",
                "--fmin 100",
                "--fmax 4000",
                "--mel-scale htk",
                "--norm none",
                "--db",
                "--feature stft",
                "--feature mfcc",
                "--feature delta",
                "--feature pcen",
                "--feature centroid",
                "--feature bandwidth",
                "--feature rolloff",
                "--feature rms",
                "--feature zcr",
                "--preset torchaudio",
                "--preset kaldi",
                "--sample-rate 22050"
            })
    void every_option_of_mel_changes_the_result(String option) throws IOException {
        NpyArray without = mel();

        assertThat(mel((Object[]) option.split(" "))).isNotEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ref max", "--amin 0.01", "--top-db 20", "--top-db none"})
    void every_option_of_decibels_changes_the_result(String option) throws IOException {
        NpyArray without = mel("--db");

        assertThat(mel((Object[]) ("--db " + option).split(" "))).isNotEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfcc --n-mfcc 13", "mfcc --lifter 22", "delta --delta-width 5", "delta --delta-order 2"})
    void every_option_of_a_feature_changes_the_result(String words) throws IOException {
        NpyArray without = mel("--feature", words.split(" ")[0]);

        assertThat(mel((Object[]) ("--feature " + words).split(" "))).isNotEqualTo(without);
    }

    @Test
    void an_npy_of_samples_is_taken_at_the_given_rate_and_not_resampled() throws IOException {
        NpyArray samples = NpyArray.of(AudioFiles.read(wav).toMono().channel(0));
        Path npy = folder.resolve("samples.npy");
        NpyFiles.write(npy, samples);
        NpyArray fromWav = mel();

        assertThat(Cli.run("mel", npy, "--sample-rate", RATE_HZ, "--out", out).code())
                .isZero();
        assertThat(NpyFiles.read(out)).isEqualTo(fromWav);
    }

    @Test
    void an_npy_that_is_no_signal_is_named() throws IOException {
        Path npy = folder.resolve("broken.npy");
        NpyFiles.write(npy, NpyArray.of(new float[] {1, Float.NaN}));
        assertThat(Cli.run("mel", npy, "--out", out).err())
                .isEqualTo("auricle: " + npy
                        + ": samples must be finite and at most 2^31 in size, got NaN at channel 0, sample 1\n");

        NpyFiles.write(npy, NpyArray.of(100, 2, new float[200]));
        assertThat(Cli.run("mel", npy, "--out", out).err())
                .isEqualTo("auricle: " + npy + ": must hold mono samples, one dimension, got shape [100, 2]\n");
    }

    @Test
    void what_is_too_short_for_its_padding_is_named_with_the_option() {
        Cli run = Cli.run("mel", wav, "--out", out, "--n-fft", 65_536, "--pad", "reflect");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("auricle: " + wav + ": samples must hold more than --n-fft / 2 = 32768 samples where");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--no-center --pad reflect | --pad",
                "--mels 0                  | --mels must be in [1, 65536], got 0",
                "--fmax 9000               | --fmax must be in (0.0, 8000.0], got 9000.0",
                "--window triangle         | hann, hamming, blackman, rectangular or kaiser:BETA",
                "--feature tempo           | mel, stft, mfcc",
                "--preset keras            | librosa, urbansound",
                "--ref loud                | --ref must be a number or max, got loud",
                "--preset kaldi --db       | --db must not be set for the preset kaldi",
                "--preset kaldi --window kaiser:4 | --window must be hann, hamming, blackman or rectangular for the preset",
                "--preset whisper --hop 100| --hop must not be set for the preset whisper, whose output is a logarithm",
                "--preset whisper --feature rms | --feature must be mel for the preset whisper, got rms",
                "--preset whisper --sample-rate 22050 | --sample-rate must be 16000 for the preset whisper, got 22050",
                "--top-db 60               | --top-db must come with --db, got 60 and power",
                "--feature rms --mels 40   | --mels must not be set for the feature rms",
                "--n-fft many              | --n-fft",
                "--sample-rate 0           | --sample-rate must be at least 1, got 0",
                "--feature delta --delta-width 4  | --delta-width must be odd and at least 3, got 4",
                "--feature delta --delta-width 99 | frames must be at least --delta-width = 99, got 32",
            })
    void wrong_options_are_named_with_what_is_allowed(String options, String expected) {
        Object[] words = ("mel " + wav + " --out " + out + " " + options.strip()).split(" ");

        Cli run = Cli.run(words);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(expected);
        assertThat(out).doesNotExist();
    }

    @Test
    void a_file_that_is_no_sound_is_one_line_and_leaves_nothing() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.wav"), "these are words, not samples");

        Cli run = Cli.run("mel", text, "--out", out);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("notes.wav, byte 0")
                .startsWith("auricle: ");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_missing_file_is_one_line() {
        Cli run = Cli.run("decode", folder.resolve("absent.wav"), "--out", out);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("auricle: " + folder.resolve("absent.wav") + ": no such file or folder\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mel", "stft", "mfcc", "delta", "pcen", "centroid", "bandwidth", "rolloff", "rms", "zcr"})
    void every_feature_can_be_looked_at(String feature) throws IOException {
        Path png = folder.resolve("picture.png");

        assertThat(Cli.run("mel", wav, "--feature", feature, "--out", png).err())
                .isEmpty();

        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        assertThat(Files.readAllBytes(png)).startsWith(signature);
    }

    @Test
    void a_picture_of_power_is_in_decibels() throws IOException {
        Path plain = folder.resolve("plain.png");
        Path decibels = folder.resolve("decibels.png");

        assertThat(Cli.run("mel", wav, "--out", plain).code()).isZero();
        assertThat(Cli.run("mel", wav, "--db", "--out", decibels).code()).isZero();

        assertThat(Files.readAllBytes(plain)).isEqualTo(Files.readAllBytes(decibels));
    }

    @Test
    void decode_writes_samples_by_channels() throws IOException {
        assertThat(Cli.run("decode", wav, "--out", out).code()).isZero();
        NpyArray stereo = NpyFiles.read(out);
        assertThat(Cli.run("decode", wav, "--mono", "--out", out).code()).isZero();
        NpyArray mono = NpyFiles.read(out);
        assertThat(Cli.run("decode", wav, "--sample-rate", 8000, "--out", out).code())
                .isZero();
        NpyArray half = NpyFiles.read(out);

        assertThat(stereo.shape()).isEqualTo(List.of(RATE_HZ, 2));
        assertThat(mono.shape()).isEqualTo(List.of(RATE_HZ, 1));
        assertThat(half.shape()).isEqualTo(List.of(RATE_HZ / 2, 2));
        float[] both = stereo.values();
        assertThat(mono.values()[100]).isEqualTo((both[200] + both[201]) / 2);
    }

    @Test
    void decode_reads_standard_input() throws IOException {
        assertThat(Cli.run("decode", wav, "--out", out).code()).isZero();
        float[] expected = NpyFiles.read(out).values();
        java.io.InputStream before = System.in;
        try (java.io.InputStream in = Files.newInputStream(wav)) {
            System.setIn(in);
            assertThat(Cli.run("decode", "-", "--out", out).code()).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(NpyFiles.read(out).values()).isEqualTo(expected);
    }

    @Test
    void decode_warns_of_channels_that_cancel_in_mono() throws IOException {
        float[] sound = {0.5f, -0.25f, 0.125f};
        float[] opposite = {-0.5f, 0.25f, -0.125f};
        AudioFiles.writeWav(wav, AudioClip.of(new float[][] {sound, opposite}, RATE_HZ));

        assertThat(Cli.run("decode", wav, "--out", out).err()).isEmpty();
        assertThat(Cli.run("decode", wav, "--mono", "--out", out).err())
                .startsWith("auricle: warning: the channels are of opposite phase and cancel each other in mono");
    }

    @Test
    void decode_refuses_a_rate_that_is_none() {
        Cli run = Cli.run("decode", wav, "--sample-rate", 0, "--out", out);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("auricle: --sample-rate must be at least 1, got 0\n");
    }

    @Test
    void debug_shows_where() {
        assertThat(Cli.run("--debug", "decode", folder.resolve("absent.wav"), "--out", out)
                        .err())
                .contains("\tat io.auricle.audio");
    }

    private static float max(NpyArray array) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : array.values()) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static float min(NpyArray array) {
        float min = Float.POSITIVE_INFINITY;
        for (float value : array.values()) {
            min = Math.min(min, value);
        }
        return min;
    }
}
