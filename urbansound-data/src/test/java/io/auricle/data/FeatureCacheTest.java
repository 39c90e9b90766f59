package io.auricle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.urbansound.SyntheticCity;
import io.auricle.features.FrontEnd;
import io.auricle.features.ShortClip;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeatureCacheTest {
    static final FrontEnd FRONT_END =
            FrontEnd.compact().toBuilder().windowSeconds(1).hopSeconds(1).build();
    private static final int HEADER_BYTES = 40;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private List<Clip> clips;

    @BeforeAll
    void make_clips() throws IOException {
        SyntheticCity.write(shared.resolve("city"), new SyntheticCity.Options(2, 3), done -> {});
        clips = AudioDataset.open(shared.resolve("city"), AudioDataset.Options.defaults())
                .clips();
    }

    @Test
    void serves_what_the_front_end_computes() throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            assertThat(cache.report().computed()).isEqualTo(clips.size());
            assertThat(cache.frontEnd()).isEqualTo(FRONT_END);
            for (Clip clip : clips) {
                assertThat(cache.spectrograms(clip)).isEqualTo(FRONT_END.spectrograms(AudioFiles.read(clip.path())));
                assertThat(cache.windows(clip)).isEqualTo(4);
            }
        }
    }

    @Test
    void computes_nothing_the_second_time() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips).close();

        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            assertThat(cache.report().computed()).isZero();
            assertThat(cache.report().found()).isEqualTo(clips.size());
        }
        assertServesTheTruth();
    }

    @Test
    void copies_one_window_to_any_place_of_an_array() throws IOException {
        int size = FRONT_END.bands() * FRONT_END.frames();
        float[] into = new float[size + 5];
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            Clip clip = clips.get(3);
            cache.readInto(clip, 2, into, 5);

            float[] expected = cache.spectrograms(clip).get(2).values();
            assertThat(java.util.Arrays.copyOfRange(into, 5, into.length)).isEqualTo(expected);
            assertThatThrownBy(() -> cache.readInto(clip, 4, into, 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> cache.readInto(clip, 0, into, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void a_closed_cache_serves_nothing() throws IOException {
        FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips);
        cache.close();

        assertThatThrownBy(() -> cache.spectrograms(clips.get(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cache must be open, it was closed");
    }

    @Test
    void every_setting_of_the_front_end_has_records_of_its_own() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips).close();
        List<FrontEnd> others = List.of(
                FRONT_END.toBuilder().hopSeconds(0.5).build(),
                FRONT_END.toBuilder().shortClip(ShortClip.REPEAT).build(),
                FRONT_END.toBuilder().mel(mel -> mel.melBands(32)).build());
        for (FrontEnd other : others) {
            assertThat(other).isNotEqualTo(FRONT_END);
            try (FeatureCache cache = FeatureCache.open(folder, other, clips)) {
                assertThat(cache.report().found()).isZero();
                assertThat(cache.spectrograms(clips.get(0)))
                        .isEqualTo(
                                other.spectrograms(AudioFiles.read(clips.get(0).path())));
            }
        }
    }

    @Test
    void a_clip_that_changed_in_size_or_time_is_computed_anew() throws IOException {
        Path file = folder.resolve("sound.wav");
        Clip clip = new Clip(file, "a", OptionalInt.empty(), "r", OptionalInt.empty(), 0, 2);
        write(file, 22_050, 1);
        FeatureCache.open(folder.resolve("cache"), FRONT_END, List.of(clip)).close();

        FileTime before = Files.getLastModifiedTime(file);
        write(file, 22_050, 2);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1));
        assertComputesAnew(clip);

        before = Files.getLastModifiedTime(file);
        write(file, 44_100, 2);
        Files.setLastModifiedTime(file, before);
        assertComputesAnew(clip);
    }

    private void assertComputesAnew(Clip clip) throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"), FRONT_END, List.of(clip))) {
            assertThat(cache.report().computed()).isEqualTo(1);
            assertThat(cache.spectrograms(clip)).isEqualTo(FRONT_END.spectrograms(AudioFiles.read(clip.path())));
        }
    }

    @Test
    void a_damaged_record_is_noticed_and_computed_anew() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips).close();
        flipByte(file(".bin"), Files.size(file(".bin")) / 2);

        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            assertThat(cache.report().repaired()).isEqualTo(1);
            assertThat(cache.report().computed()).isEqualTo(1);
        }
        assertServesTheTruth();
    }

    @Test
    void damage_anywhere_in_the_index_never_serves_a_wrong_record() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips).close();
        Random random = new Random(1);
        for (int i = 0; i < 25; i++) {
            flipByte(file(".index"), random.nextInt((int) Files.size(file(".index"))));
            assertServesTheTruth();
        }
    }

    @Test
    void files_cut_off_anywhere_are_completed() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips).close();
        Random random = new Random(2);
        for (int i = 0; i < 15; i++) {
            Path file = file(random.nextBoolean() ? ".bin" : ".index");
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength((long) (random.nextDouble() * cut.length()));
            }
            assertServesTheTruth();
            assertServesTheTruth();
        }
    }

    @Test
    void an_entry_half_written_by_a_killed_process_is_overwritten() throws IOException {
        FeatureCache.open(folder, FRONT_END, clips.subList(0, 5)).close();
        try (RandomAccessFile index = new RandomAccessFile(file(".index").toFile(), "rw")) {
            assertThat(index.length()).isEqualTo(HEADER_BYTES + 5 * 40);
            index.setLength(index.length() - 17);
        }
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips.subList(0, 5))) {
            assertThat(cache.report().found()).isEqualTo(4);
            assertThat(cache.report().computed()).isEqualTo(1);
        }
        assertThat(Files.size(file(".index"))).isEqualTo(HEADER_BYTES + 5 * 40);
        assertServesTheTruth();
    }

    @Test
    void two_builds_in_one_process_take_turns() throws Exception {
        CompletableFuture<FeatureSource.BuildReport> one = CompletableFuture.supplyAsync(this::build);
        CompletableFuture<FeatureSource.BuildReport> other = CompletableFuture.supplyAsync(this::build);

        assertThat(one.get().computed() + other.get().computed()).isEqualTo(clips.size());
        assertServesTheTruth();
    }

    private FeatureSource.BuildReport build() {
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            return cache.report();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_clip_that_cannot_be_decoded_stops_the_build_with_its_name() throws IOException {
        List<Clip> more = withBrokenClips();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FeatureCache.open(
                        folder,
                        FRONT_END,
                        more,
                        FeatureSource.Options.defaults().withThreads(1)))
                .withMessageContaining("broken.wav");
    }

    @Test
    void clips_that_cannot_be_decoded_are_listed_and_left_out_on_request() throws IOException {
        List<Clip> more = withBrokenClips();

        try (FeatureCache cache = FeatureCache.open(
                folder, FRONT_END, more, FeatureSource.Options.defaults().withSkipUnreadable(true))) {
            assertThat(cache.report().unreadable())
                    .extracting(entry -> entry.clip().name())
                    .containsExactly("absent.wav", "broken.wav");
            assertThat(cache.report().unreadable())
                    .extracting(FeatureSource.Unreadable::reason)
                    .allSatisfy(reason -> assertThat(reason).isNotBlank())
                    .contains("no such file");
            assertThat(cache.report().computed()).isEqualTo(clips.size());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cache.spectrograms(more.get(0)))
                    .withMessageStartingWith("clip must be held by the cache, got ");
        }
    }

    private List<Clip> withBrokenClips() throws IOException {
        Path broken = Files.write(folder.resolve("broken.wav"), new byte[] {'R', 'I', 'F', 'F', 1, 2});
        List<Clip> more = new ArrayList<>();
        for (Path path : List.of(broken, folder.resolve("absent.wav"))) {
            more.add(new Clip(path, "siren", OptionalInt.empty(), "r", OptionalInt.empty(), 0, 4));
        }
        more.addAll(clips);
        return more;
    }

    @Test
    void a_short_clip_that_the_front_end_drops_has_no_window() throws IOException {
        Path file = folder.resolve("short.wav");
        write(file, 100, 1);
        Clip clip = new Clip(file, "a", OptionalInt.empty(), "r", OptionalInt.empty(), 0, 2);
        FrontEnd dropping = FRONT_END.toBuilder().shortClip(ShortClip.DROP).build();
        for (int time = 0; time < 2; time++) {
            try (FeatureCache cache = FeatureCache.open(folder.resolve("cache"), dropping, List.of(clip))) {
                assertThat(cache.windows(clip)).isZero();
                assertThat(cache.spectrograms(clip)).isEmpty();
                assertThat(cache.report().found()).isEqualTo(time);
            }
        }
    }

    @Test
    void tells_progress_after_every_clip() throws IOException {
        List<FeatureSource.Progress> told = new ArrayList<>();

        FeatureCache.open(
                        folder,
                        FRONT_END,
                        clips,
                        FeatureSource.Options.defaults().withProgress(told::add))
                .close();

        assertThat(told)
                .extracting(FeatureSource.Progress::done)
                .containsExactlyElementsOf(
                        Stream.iterate(1, i -> i + 1).limit(clips.size()).toList());
        assertThat(told).allSatisfy(progress -> {
            assertThat(progress.total()).isEqualTo(clips.size());
            assertThat(progress.clipsPerSecond()).isPositive();
        });
        assertThat(told.get(told.size() - 1).secondsLeft()).isZero();
    }

    @Test
    void works_with_the_number_of_threads_that_is_asked_for() throws IOException {
        List<Thread> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        FeatureSource.Options one = FeatureSource.Options.defaults()
                .withThreads(1)
                .withProgress(progress -> seen.add(Thread.currentThread()));

        FeatureCache.open(folder, FRONT_END, clips, one).close();

        assertThat(seen).containsOnly(Thread.currentThread());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.withThreads(0))
                .withMessage("threads must be at least 1, got 0");
    }

    private void assertServesTheTruth() throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder, FRONT_END, clips)) {
            for (Clip clip : clips) {
                assertThat(cache.spectrograms(clip)).isEqualTo(FRONT_END.spectrograms(AudioFiles.read(clip.path())));
            }
        }
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flipByte(Path file, long position) throws IOException {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(position);
            int value = damaged.read();
            damaged.seek(position);
            damaged.write(value ^ 0x55);
        }
    }

    private static void write(Path file, int samples, int seed) throws IOException {
        Random random = new Random(seed);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        AudioFiles.writeWav(file, AudioClip.ofMono(noise, 22_050));
    }
}
