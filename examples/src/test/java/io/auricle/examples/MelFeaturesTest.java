package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.features.DecibelConfig;
import io.auricle.features.Decibels;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.MelFilterBank;
import io.auricle.features.MelSpectrogram;
import io.auricle.features.Padding;
import io.auricle.features.Spectrogram;
import io.auricle.features.Stft;
import io.auricle.features.StftConfig;
import io.auricle.features.descriptor.Deltas;
import io.auricle.features.descriptor.KaldiConfig;
import io.auricle.features.descriptor.KaldiFbank;
import io.auricle.features.descriptor.Mfcc;
import io.auricle.features.descriptor.MfccConfig;
import io.auricle.features.descriptor.Pcen;
import io.auricle.features.descriptor.PcenConfig;
import io.auricle.features.descriptor.SignalLevel;
import io.auricle.features.descriptor.SpectralShape;
import io.auricle.features.descriptor.WhisperLogMel;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import io.auricle.testing.TestSounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of {@code mel} mean in terms of the library, to the bit. */
class MelFeaturesTest {
    private static final float[] SAMPLES = TestSounds.noise(30_000, 31);

    @TempDir
    Path folder;

    private Path npy;

    @BeforeEach
    void samples() throws IOException {
        npy = folder.resolve("samples.npy");
        NpyFiles.write(npy, NpyArray.of(SAMPLES));
    }

    static Stream<Arguments> words() {
        MelSpectrogram mel = MelSpectrogram.exact(MelConfig.librosa());
        MelSpectrogram magnitudes =
                MelSpectrogram.exact(MelConfig.builder().power(1).build());
        SpectralShape shape =
                SpectralShape.of(22_050, StftConfig.builder().power(1).build());
        Spectrogram mfcc = Mfcc.of(MfccConfig.builder().build()).compute(SAMPLES);
        Pcen pcen = Pcen.of(PcenConfig.builder().inputScale(1L << 31).build());
        SignalLevel level = SignalLevel.of(2048, 512, Padding.ZERO);
        FrontEnd notebook = FrontEnd.urbanSound();
        FrontEnd yamnet = FrontEnd.yamnet();
        DecibelConfig.Builder decibels = DecibelConfig.builder();
        return Stream.of(
                means("--feature mel", mel.compute(SAMPLES)),
                means("--feature MEL", mel.compute(SAMPLES)),
                means("--feature stft", Stft.exact(StftConfig.builder().build()).compute(SAMPLES)),
                means("--feature mfcc", mfcc),
                means("--feature delta", Deltas.of(9, 1).apply(mfcc)),
                means("--feature pcen", pcen.apply(magnitudes.compute(SAMPLES))),
                means("--feature centroid", shape.centroid(SAMPLES)),
                means("--feature bandwidth", shape.bandwidth(SAMPLES)),
                means("--feature rolloff", shape.rolloff(SAMPLES, 0.85)),
                means("--feature rms", level.rms(SAMPLES)),
                means("--feature zcr", level.zeroCrossingRate(SAMPLES)),
                means("--db", Decibels.exact(decibels.build()).apply(mel.compute(SAMPLES))),
                means(
                        "--db --ref max --amin 1e-5 --top-db 30",
                        Decibels.exact(decibels.referenceMax()
                                        .amin(1e-5)
                                        .topDb(30)
                                        .build())
                                .apply(mel.compute(SAMPLES))),
                means(
                        "--preset urbansound",
                        Decibels.exact(notebook.decibels())
                                .apply(MelSpectrogram.exact(notebook.mel()).compute(SAMPLES))),
                means(
                        "--preset yamnet",
                        Decibels.exact(yamnet.decibels())
                                .apply(MelSpectrogram.exact(yamnet.mel()).compute(SAMPLES))),
                means(
                        "--preset torchaudio",
                        MelSpectrogram.exact(MelConfig.torchaudio()).compute(SAMPLES)),
                means(
                        "--preset kaldi",
                        KaldiFbank.of(KaldiConfig.builder().build()).compute(SAMPLES)),
                means("--preset whisper", WhisperLogMel.of(80).compute(SAMPLES)),
                means("--preset whisper --mels 128", WhisperLogMel.of(128).compute(SAMPLES)));
    }

    private static Arguments means(String words, Spectrogram expected) {
        return Arguments.of(words, NpyArray.of(expected.rows(), expected.frames(), expected.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("words")
    void means_what_the_library_computes(String words, NpyArray expected) throws IOException {
        assertThat(mel(words)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--n-fft 1024",
                "--hop 100",
                "--win 300",
                "--window hamming",
                "--mels 40",
                "--fmin 100",
                "--fmax 5000",
            })
    void kaldi_takes_options_of_its_own(String option) throws IOException {
        assertThat(mel("--preset kaldi " + option)).isNotEqualTo(mel("--preset kaldi"));
    }

    @Test
    void mel_bands_without_an_fft_bin_are_counted_in_a_warning() {
        int empty = MelFilterBank.of(MelConfig.builder().fftSize(256).build()).emptyBands().length;

        Cli run = Cli.run("mel", npy, "--out", folder.resolve("out.npy"), "--n-fft", 256);

        assertThat(run.code()).isZero();
        assertThat(empty).isPositive();
        assertThat(run.err())
                .isEqualTo("auricle: warning: mel bands without an FFT bin stay 0: " + empty
                        + "; raise --n-fft or lower --mels\n");
    }

    private NpyArray mel(String words) throws IOException {
        Path out = folder.resolve("out.npy");
        Object[] all = Stream.concat(Stream.of("mel", npy, "--out", out), Stream.of(words.split(" ")))
                .toArray();
        Cli run = Cli.run(all);
        assertThat(run.err().lines())
                .allMatch(line -> line.startsWith("auricle: warning: mel bands without an FFT bin"));
        assertThat(run.code()).isZero();
        return NpyFiles.read(out);
    }
}
