package io.auricle.benchmarks.mel;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.DecibelConfig;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Four seconds of 16-bit stereo WAV at 44 100 Hz to mono at 22 050 Hz, and on to 128 mel bands in decibels, microseconds a
 * file. {@code rivals/wav_path.py} does the same with libsndfile, soxr HQ and torchaudio.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class WavBenchmark {
    private static final int FILE_HZ = 44_100;
    private static final int TARGET_HZ = 22_050;
    private static final int SECONDS = 4;

    private Path file;
    private AudioClip stereo;
    private AudioClip mono;
    private Extractor extractor;
    private float[] into;

    /**
     * Writes the file.
     *
     * @throws IOException if that fails
     */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        var random = new Random(0);
        var channels = new float[2][SECONDS * FILE_HZ];
        for (float[] channel : channels) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = random.nextFloat() - 0.5f;
            }
        }
        file = Files.createTempFile("auricle", ".wav");
        stereo = AudioClip.of(channels, FILE_HZ);
        mono = stereo.toMono();
        AudioFiles.writeWav(file, stereo);
        MelConfig mel = MelConfig.builder().build();
        extractor = FrontEnd.builder()
                .mel(mel)
                .decibels(DecibelConfig.builder().referenceMax().build())
                .build()
                .extractor();
        into = new float[extractor.size()];
    }

    /**
     * Removes the file.
     *
     * @throws IOException if that fails
     */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(file);
    }

    /**
     * Decodes the file.
     *
     * @return the clip
     * @throws IOException if that fails
     */
    @Benchmark
    public AudioClip decode() throws IOException {
        return AudioFiles.read(file);
    }

    /**
     * Mixes to mono.
     *
     * @return the clip
     */
    @Benchmark
    public AudioClip mix() {
        return stereo.toMono();
    }

    /**
     * Halves the rate of one channel.
     *
     * @return the clip
     */
    @Benchmark
    public AudioClip resample() {
        return mono.resampledTo(TARGET_HZ);
    }

    /**
     * From the file to mono at the new rate.
     *
     * @return the clip
     * @throws IOException if reading fails
     */
    @Benchmark
    public AudioClip toMonoAtHalfTheRate() throws IOException {
        return AudioFiles.read(file).toMono().resampledTo(TARGET_HZ);
    }

    /**
     * From the file to decibels.
     *
     * @return the values
     * @throws IOException if reading fails
     */
    @Benchmark
    public float[] toDecibels() throws IOException {
        extractor.computeInto(toMonoAtHalfTheRate().channel(0), into, 0);
        return into;
    }
}
