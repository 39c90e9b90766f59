package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.urbansound.SyntheticCity;
import io.auricle.features.ClipEnd;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same source in memory and on disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeatureSourceTest {
    private static final FrontEnd FRONT_END = FeatureCacheTest.FRONT_END;
    private static final FeatureSource.Options OPTIONS = FeatureSource.Options.defaults();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private List<Clip> clips;

    @BeforeAll
    void make_clips() throws IOException {
        SyntheticCity.write(shared.resolve("city"), new SyntheticCity.Options(2, 4), done -> {});
        clips = AudioDataset.open(shared.resolve("city"), AudioDataset.Options.defaults())
                .clips();
    }

    /** Loudness of a window, and how often it was asked for. */
    private static final class Loudness implements WindowTransform {
        private final AtomicInteger windows = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger started = new AtomicInteger();
        private final String key;

        Loudness(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public int valuesPerWindow() {
            return 2;
        }

        @Override
        public Computation start() {
            started.incrementAndGet();
            return new Computation() {
                @Override
                public void computeInto(float[] window, float[] into, int offset) {
                    windows.incrementAndGet();
                    into[offset] = window.length;
                    into[offset + 1] = peak(window);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        private static float peak(float[] window) {
            float peak = 0;
            for (float sample : window) {
                peak = Math.max(peak, Math.abs(sample));
            }
            return peak;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holds_the_spectrograms_of_the_front_end(boolean cached) throws IOException {
        try (FeatureSource source = FeatureSource.open(cache(cached), FRONT_END, clips, OPTIONS)) {
            assertThat(source.clips()).isEqualTo(clips);
            assertThat(source.frontEnd()).isEqualTo(FRONT_END);
            assertThat(source.valuesPerWindow()).isEqualTo(FRONT_END.bands() * FRONT_END.frames());
            assertThat(source.report().computed()).isEqualTo(clips.size());
            float[] values = new float[source.valuesPerWindow() + 3];
            for (Clip clip : clips) {
                List<Spectrogram> expected = FRONT_END.spectrograms(AudioFiles.read(clip.path()));
                assertThat(source.windows(clip)).isEqualTo(expected.size());
                for (int window = 0; window < expected.size(); window++) {
                    source.readInto(clip, window, values, 3);
                    assertThat(java.util.Arrays.copyOfRange(values, 3, values.length))
                            .isEqualTo(expected.get(window).values());
                }
            }
            assertThatThrownBy(() -> source.readInto(clips.get(0), 4, values, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> source.readInto(clips.get(0), 0, values, 4))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holds_values_of_any_transform_and_computes_each_window_once(boolean cached) throws IOException {
        Loudness loudness = new Loudness("loudness 1");
        try (FeatureSource source = FeatureSource.open(cache(cached), FRONT_END, loudness, clips, OPTIONS)) {
            float[] values = new float[2];
            for (int time = 0; time < 2; time++) {
                for (Clip clip : clips) {
                    List<float[]> windows = FRONT_END.windows(AudioFiles.read(clip.path()));
                    for (int window = 0; window < source.windows(clip); window++) {
                        source.readInto(clip, window, values, 0);
                        assertThat(values)
                                .containsExactly(FRONT_END.windowSamples(), Loudness.peak(windows.get(window)));
                    }
                }
            }
        }
        assertThat(loudness.windows).hasValue(4 * clips.size());
        assertThat(loudness.closed).hasValue(loudness.started.get());
    }

    @Test
    void a_cache_tells_transforms_apart_by_their_key() throws IOException {
        for (String key : List.of("a", "b", "a")) {
            Loudness loudness = new Loudness(key);
            FeatureCache.open(folder, FRONT_END, loudness, clips, OPTIONS).close();
            loudness.windows.set(0);
            FeatureCache.open(folder, FRONT_END, new Loudness(key), clips, OPTIONS)
                    .close();
        }
        Loudness again = new Loudness("a");
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, again, clips, OPTIONS)) {
            assertThat(cache.report().found()).isEqualTo(clips.size());
            assertThat(again.windows).hasValue(0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.spectrograms(clips.get(0)))
                    .withMessageStartingWith("valuesPerWindow must be ");
        }
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, new Loudness("c"), clips, OPTIONS)) {
            assertThat(cache.report().computed()).isEqualTo(clips.size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_clip_that_cannot_be_decoded_stops_or_is_left_out_by_one_rule(boolean cached) throws IOException {
        Clip broken = clip(Files.write(folder.resolve("broken.wav"), new byte[] {'R', 'I', 'F', 'F', 1, 2}));
        Clip absent = clip(folder.resolve("absent.wav"));
        List<Clip> more = new ArrayList<>(List.of(broken, absent));
        more.addAll(clips);

        assertThatExceptionOfType(UnreadableClipException.class)
                .isThrownBy(() -> FeatureSource.open(cache(cached), FRONT_END, more, OPTIONS.withThreads(1)))
                .satisfies(e -> {
                    assertThat(e.path()).isEqualTo(broken.path());
                    assertThat(e.reason()).startsWith("byte ");
                    assertThat(e)
                            .hasMessageStartingWith(broken.path() + " must be a sound file that can be decoded, got: ");
                });
        try (FeatureSource source =
                FeatureSource.open(cache(cached), FRONT_END, more, OPTIONS.withSkipUnreadable(true))) {
            assertThat(source.clips()).isEqualTo(clips);
            assertThat(source.report().unreadable())
                    .extracting(FeatureSource.Unreadable::clip)
                    .containsExactly(absent, broken);
            assertThat(source.report().unreadable().get(0).reason()).isEqualTo("no such file");
            assertThat(UnreadableClipException.of(source.report().unreadable()))
                    .hasMessage(absent.path() + " must be a sound file that can be decoded, got: no such file"
                            + " (and 1 more: " + broken.path() + ")")
                    .satisfies(e -> assertThat(e.others()).containsExactly(broken.path()));
            assertThatIllegalArgumentException().isThrownBy(() -> source.windows(broken));
        }
    }

    @ParameterizedTest
    @CsvSource({"5, DROP, 1", "5, ALIGN, 2", "30, DROP, 7", "30, ALIGN, 8", "28, ALIGN, 7"})
    void long_clips_give_several_windows_to_their_end(int seconds, ClipEnd end, int windows) throws IOException {
        FrontEnd frontEnd = FrontEnd.compact().toBuilder()
                .windowSeconds(4)
                .hopSeconds(4)
                .clipEnd(end)
                .build();
        float[] ramp = new float[seconds * frontEnd.sampleRateHz()];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / (float) ramp.length;
        }
        Clip clip = clip(folder.resolve("ramp.wav"));
        AudioFiles.writeWav(clip.path(), AudioClip.ofMono(ramp, frontEnd.sampleRateHz()));

        try (FeatureSource source =
                FeatureSource.open(cache(true), frontEnd, new Loudness("peak"), List.of(clip), OPTIONS)) {
            assertThat(source.windows(clip)).isEqualTo(windows);
            float[] last = new float[2];
            source.readInto(clip, windows - 1, last, 0);
            boolean toTheEnd = end == ClipEnd.ALIGN || seconds % 4 == 0;
            assertThat(last[1]).isEqualTo(toTheEnd ? 1 : 4f * windows / seconds, within(1e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_interrupt_ends_a_build_and_lists_no_clip_as_unreadable(boolean cached) throws Exception {
        AtomicInteger told = new AtomicInteger();
        FeatureSource.Options interrupting = OPTIONS.withThreads(1)
                .withSkipUnreadable(true)
                .withProgress(progress -> {
                    told.incrementAndGet();
                    Thread.currentThread().interrupt();
                });
        List<Object> outcome = new ArrayList<>();
        Thread thread = new Thread(() -> {
            try {
                FeatureSource.open(cache(cached), FRONT_END, clips, interrupting)
                        .close();
            } catch (IOException e) {
                outcome.add(e);
                outcome.add(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        thread.join();

        assertThat(outcome).hasSize(2);
        assertThat(outcome.get(0)).isInstanceOf(InterruptedIOException.class);
        assertThat(outcome.get(1)).isEqualTo(true);
        assertThat(told).hasValue(1);
        try (FeatureSource source = FeatureSource.open(cache(cached), FRONT_END, clips, OPTIONS)) {
            assertThat(source.clips()).isEqualTo(clips);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_listener_that_throws_ends_a_build_and_is_told_no_more(boolean cached) {
        AtomicInteger told = new AtomicInteger();
        FeatureSource.Options throwing = OPTIONS.withThreads(4).withProgress(progress -> {
            told.incrementAndGet();
            throw new IllegalStateException("enough");
        });

        assertThatThrownBy(() -> FeatureSource.open(cache(cached), FRONT_END, clips, throwing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(told).hasValue(1);
    }

    private Optional<Path> cache(boolean cached) {
        return cached ? Optional.of(folder.resolve("cache")) : Optional.empty();
    }

    private static Clip clip(Path path) {
        return new Clip(path, "siren", OptionalInt.empty(), "r", OptionalInt.empty(), 0, 4);
    }
}
