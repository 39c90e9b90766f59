package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.auricle.audio.AudioClip;
import io.auricle.testing.TestSounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WindowCutterTest {
    private static final FrontEnd FRONT_END = FrontEnd.builder()
            .sampleRateHz(8000)
            .windowSeconds(0.25)
            .mel(mel -> mel.fftSize(256).hopLength(128).melBands(8))
            .build();

    static Stream<Arguments> policies() {
        return Stream.of(ShortClip.values())
                .flatMap(shortClip -> Stream.of(ClipEnd.values()).map(clipEnd -> Arguments.of(shortClip, clipEnd)));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void cuts_by_definition_and_the_same_however_the_blocks_fall(ShortClip shortClip, ClipEnd clipEnd) {
        Random random = new Random(11);
        for (int trial = 0; trial < 200; trial++) {
            FrontEnd frontEnd = FRONT_END.toBuilder()
                    .hopSeconds(0.05 + 0.5 * random.nextDouble())
                    .shortClip(shortClip)
                    .clipEnd(clipEnd)
                    .build();
            float[] samples = TestSounds.noise(1 + random.nextInt(9_000), trial);
            List<float[]> expected = byDefinition(frontEnd, samples);

            assertThat(cut(frontEnd, samples, random)).containsExactlyElementsOf(expected);
            assertThat(frontEnd.windows(AudioClip.ofMono(samples, 8000))).containsExactlyElementsOf(expected);
        }
    }

    private static List<float[]> byDefinition(FrontEnd frontEnd, float[] samples) {
        int length = frontEnd.windowSamples();
        List<float[]> windows = new ArrayList<>();
        int end = 0;
        for (int from = 0; from + length <= samples.length; from += frontEnd.hopSamples()) {
            windows.add(Arrays.copyOfRange(samples, from, from + length));
            end = from + length;
        }
        if (end > 0 && end < samples.length && frontEnd.clipEnd() == ClipEnd.ALIGN) {
            windows.add(Arrays.copyOfRange(samples, samples.length - length, samples.length));
        }
        if (end == 0 && frontEnd.shortClip() != ShortClip.DROP) {
            float[] window = Arrays.copyOf(samples, length);
            for (int i = samples.length; i < length && frontEnd.shortClip() == ShortClip.REPEAT; i++) {
                window[i] = samples[i % samples.length];
            }
            windows.add(window);
        }
        return windows;
    }

    @ParameterizedTest
    @CsvSource({
        "DROP, 9000, 3000, 0 3000 6000",
        "ALIGN, 9000, 3000, 0 3000 6000 7000",
        "ALIGN, 8000, 3000, 0 3000 6000", // the last window ends with the clip already
        "ALIGN, 2001, 3000, 0 1",
        "ALIGN, 2000, 3000, 0"
    })
    void tells_where_each_window_starts(ClipEnd clipEnd, int samples, int hop, String starts) {
        List<String> told = new ArrayList<>();
        WindowCutter cutter = WindowCutter.of(
                FRONT_END.toBuilder().clipEnd(clipEnd).build(), hop, (window, start) -> told.add("" + start));

        cutter.feed(new float[samples], 0, samples);
        cutter.finish();

        assertThat(String.join(" ", told)).isEqualTo(starts);
        assertThat(cutter.windows()).isEqualTo(told.size());
    }

    @Test
    void makes_nothing_of_nothing() {
        WindowCutter cutter = WindowCutter.of(FRONT_END, (window, start) -> {
            throw new AssertionError("a window of silence");
        });

        cutter.finish();

        assertThat(cutter.windows()).isZero();
    }

    @Test
    void a_window_that_the_sink_refused_is_not_given_again() {
        List<Long> starts = new ArrayList<>();
        WindowCutter cutter = WindowCutter.of(FRONT_END, (window, start) -> {
            starts.add(start);
            if (start == 0) {
                throw new IllegalStateException("not now");
            }
        });

        assertThatIllegalStateException().isThrownBy(() -> cutter.feed(new float[2000], 0, 2000));
        cutter.feed(new float[2000], 0, 2000);

        assertThat(starts).containsExactly(0L, 2000L);
    }

    @Test
    void refuses_a_hop_or_an_array_that_does_not_fit_and_samples_after_the_end() {
        WindowCutter.Sink sink = (window, start) -> {};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowCutter.of(FRONT_END, 0, sink))
                .withMessage("hopSamples must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WindowCutter.of(FRONT_END, 1, new float[1999], sink))
                .withMessage("window must hold 2000 samples, got 1999");
        WindowCutter ended = WindowCutter.of(FRONT_END, sink);
        ended.finish();
        assertThatIllegalStateException().isThrownBy(() -> ended.feed(new float[1], 0, 1));
        assertThatIllegalStateException().isThrownBy(ended::finish);
    }

    private static List<float[]> cut(FrontEnd frontEnd, float[] samples, Random random) {
        List<float[]> windows = new ArrayList<>();
        WindowCutter cutter = WindowCutter.of(frontEnd, (window, start) -> windows.add(window.clone()));
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, 1 + random.nextInt(3_000));
            cutter.feed(samples, at, count);
            at += count;
        }
        cutter.finish();
        return windows;
    }
}
