package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.features.FrontEnd;
import io.auricle.features.ShortClip;
import io.auricle.zoo.testing.TestModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowCutterTest {

    @ParameterizedTest
    @EnumSource
    void cuts_what_the_front_end_cuts_however_the_blocks_fall(ShortClip shortClip) {
        Random random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            double hop = 0.05 + 0.5 * random.nextDouble();
            FrontEnd frontEnd = TestModels.FRONT_END.toBuilder()
                    .hopSeconds(hop)
                    .shortClip(shortClip)
                    .build();
            float[] samples = noise(1 + random.nextInt(9_000), random);

            assertThat(cut(frontEnd, samples, random))
                    .containsExactlyElementsOf(frontEnd.windows(AudioClip.ofMono(samples, frontEnd.sampleRateHz())));
        }
    }

    @Test
    void tells_where_each_window_starts() {
        FrontEnd frontEnd = TestModels.FRONT_END.toBuilder().hopSeconds(0.375).build();
        List<Long> starts = new ArrayList<>();
        WindowCutter cutter = new WindowCutter(frontEnd, 3_000, (window, start) -> starts.add(start));

        cutter.feed(new float[9_000], 0, 9_000);
        cutter.finish();

        assertThat(starts).containsExactly(0L, 3_000L, 6_000L);
    }

    @Test
    void makes_nothing_of_nothing() {
        WindowCutter cutter = new WindowCutter(TestModels.FRONT_END, 3_000, (window, start) -> {
            throw new AssertionError("a window of silence");
        });

        cutter.finish();

        assertThat(cutter.windows()).isZero();
    }

    private static List<float[]> cut(FrontEnd frontEnd, float[] samples, Random random) {
        List<float[]> windows = new ArrayList<>();
        WindowCutter cutter =
                new WindowCutter(frontEnd, frontEnd.hopSamples(), (window, start) -> windows.add(window.clone()));
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, 1 + random.nextInt(3_000));
            cutter.feed(samples, at, count);
            at += count;
        }
        cutter.finish();
        return windows;
    }

    private static float[] noise(int length, Random random) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextFloat();
        }
        return samples;
    }
}
