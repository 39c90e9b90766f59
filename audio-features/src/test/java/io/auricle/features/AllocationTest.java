package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.auricle.testing.TestSounds;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What computes into a given array allocates nothing once it is warm. */
class AllocationTest {
    private static final float[] SAMPLES = TestSounds.noise(11_025, 8);
    /** What is stored here is allocated whatever the JIT compiler finds out. */
    private static volatile Object escaped;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * The least that any round of twenty calls allocated. Vectors are objects until the JIT compiler has removed them, which on a
     * busy machine takes many rounds; what a call itself allocates, every round shows.
     */
    private static long bytesPerCall(Runnable call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 3000 && least > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                call.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / 20;
    }

    @Test
    void the_measure_sees_an_allocation() {
        assertThat(bytesPerCall(() -> escaped = Spectrogram.of(1, 8, new float[8])))
                .isPositive();
    }

    @Test
    void an_extractor_allocates_nothing() {
        Extractor extractor =
                FrontEnd.urbanSound().toBuilder().windowSeconds(0.5).build().extractor();
        float[] into = new float[extractor.size() + 3];

        assertThat(bytesPerCall(() -> extractor.computeInto(SAMPLES, into, 3))).isZero();
    }

    @Test
    void a_mel_spectrogram_allocates_nothing() {
        MelSpectrogram mel = MelSpectrogram.of(MelConfig.builder().build());
        float[] into = new float[128 * 22];

        assertThat(bytesPerCall(() -> mel.computeInto(SAMPLES, 0, SAMPLES.length, into, 0)))
                .isZero();
    }

    @Test
    void spectra_and_decibels_allocate_nothing() {
        Stft stft = Stft.of(StftConfig.builder().build());
        Decibels decibels = Decibels.of(DecibelConfig.builder().build());
        float[] into = new float[1025 * 22];

        assertThat(bytesPerCall(() -> {
                    stft.computeInto(SAMPLES, 0, SAMPLES.length, into, 0);
                    decibels.applyInPlace(into, 0, into.length);
                }))
                .isZero();
    }
}
