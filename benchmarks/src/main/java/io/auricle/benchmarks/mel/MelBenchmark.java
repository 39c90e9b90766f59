package io.auricle.benchmarks.mel;

import io.auricle.features.DecibelConfig;
import io.auricle.features.Decibels;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.MelSpectrogram;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Four seconds at 22 050 Hz to mel bands in decibels, milliseconds a call: on the Vector API, and in double precision on
 * JTransforms as a JVM without that module does it. The settings are those of {@code torch_mel.py}, its rivals.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class MelBenchmark {
    private static final int SAMPLES = 88_200;

    /** FFT size, hop, bands and highest band edge. */
    @Param({"2048/512/128/11025", "4096/512/128/8000", "1024/512/64/11025"})
    public String settings;

    private float[] samples;
    private float[] into;
    private Extractor fast;
    private MelSpectrogram exactMel;
    private Decibels exactDecibels;

    /** Makes white noise and the transforms. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] numbers = settings.split("/");
        MelConfig mel = MelConfig.builder()
                .fftSize(Integer.parseInt(numbers[0]))
                .hopLength(Integer.parseInt(numbers[1]))
                .melBands(Integer.parseInt(numbers[2]))
                .maxHz(Double.parseDouble(numbers[3]))
                .build();
        DecibelConfig decibels = DecibelConfig.builder().referenceMax().build();
        fast = FrontEnd.builder().mel(mel).decibels(decibels).build().extractor();
        exactMel = MelSpectrogram.exact(mel);
        exactDecibels = Decibels.exact(decibels);
        into = new float[fast.size()];
        samples = new float[SAMPLES];
        Random random = new Random(0);
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (float) random.nextGaussian();
        }
    }

    /**
     * On the Vector API.
     *
     * @return the values, so that they are computed
     */
    @Benchmark
    public float[] vectorApi() {
        fast.computeInto(samples, into, 0);
        return into;
    }

    /**
     * On JTransforms.
     *
     * @return the values, so that they are computed
     */
    @Benchmark
    public float[] jtransforms() {
        exactMel.computeInto(samples, 0, SAMPLES, into, 0);
        exactDecibels.applyInPlace(into, 0, into.length);
        return into;
    }
}
