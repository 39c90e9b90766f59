package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The values of every window of some clips, each clip decoded once: in memory, or in a {@link FeatureCache} on disk.
 *
 * <pre>{@code
 * try (FeatureSource source = FeatureSource.open(Optional.empty(), FrontEnd.compact(), clips, Options.defaults())) {
 *     float[] values = new float[source.valuesPerWindow()];
 *     source.readInto(clips.get(0), 0, values, 0);
 * }
 * }</pre>
 *
 * <p><b>Shape.</b> {@link #valuesPerWindow()} values a window; of a spectrogram bands x frames, row-major. <b>Threads.</b> Share it.
 */
public interface FeatureSource extends Closeable {
    /** {@return what cuts clips into windows} */
    FrontEnd frontEnd();

    /** {@return how many values a window has} */
    int valuesPerWindow();

    /** {@return the clips that can be read, in the order they were asked for} */
    List<Clip> clips();

    /**
     * Counts the windows of a clip.
     *
     * @param clip one of {@link #clips()}
     * @return windows; 0 if the front end drops short clips and this is one
     * @throws IllegalArgumentException if the source does not hold the clip
     */
    int windows(Clip clip);

    /**
     * Copies one window.
     *
     * @param clip   one of {@link #clips()}
     * @param window from 0, below {@link #windows}
     * @param into   values are written
     * @param offset of the first one in {@code into}
     * @throws IllegalArgumentException  if the source does not hold the clip
     * @throws IndexOutOfBoundsException if there is no such window, or {@code into} is too short
     */
    void readInto(Clip clip, int window, float[] into, int offset);

    /** {@return what opening found, computed and could not decode} */
    BuildReport report();

    /** Frees files and memory. */
    @Override
    void close() throws IOException;

    /**
     * Opens the spectrograms of some clips.
     *
     * @param cache    folder of a {@link FeatureCache}, made if absent; empty: values are computed anew and held in memory
     * @param frontEnd how sound becomes spectrograms
     * @param clips    what to hold
     * @param options  how to compute what is absent
     * @return the source, complete but for {@link BuildReport#unreadable()}
     * @throws UnreadableClipException         if a clip cannot be decoded and options do not allow that
     * @throws java.io.InterruptedIOException  if the calling thread was interrupted; it stays so, and nothing runs on
     * @throws IOException                     if the disk refuses
     */
    static FeatureSource open(Optional<Path> cache, FrontEnd frontEnd, List<Clip> clips, Options options)
            throws IOException {
        return open(cache, frontEnd, WindowTransform.spectrograms(frontEnd), clips, options);
    }

    /**
     * Opens values of any kind.
     *
     * @param cache     folder of a {@link FeatureCache}, made if absent; empty: values are computed anew and held in memory
     * @param frontEnd  how sound becomes windows
     * @param transform how windows become values
     * @param clips     what to hold
     * @param options   how to compute what is absent
     * @return the source, complete but for {@link BuildReport#unreadable()}
     * @throws UnreadableClipException         if a clip cannot be decoded and options do not allow that
     * @throws java.io.InterruptedIOException  if the calling thread was interrupted; it stays so, and nothing runs on
     * @throws IOException                     if the disk refuses
     */
    static FeatureSource open(
            Optional<Path> cache, FrontEnd frontEnd, WindowTransform transform, List<Clip> clips, Options options)
            throws IOException {
        return requireNonNull(cache, "cache").isPresent()
                ? FeatureCache.open(cache.get(), frontEnd, transform, clips, options)
                : FeatureMemory.open(frontEnd, transform, clips, options);
    }

    /**
     * How to compute what is absent.
     *
     * @param threads how many clips are computed at once; at least 1
     * @param skipUnreadable whether to list clips that cannot be decoded and go on, or to stop at the first
     * @param progress called after every clip, never by two threads at once
     */
    record Options(int threads, boolean skipUnreadable, Consumer<Progress> progress) {
        public Options {
            check(threads >= 1, "threads must be at least 1, got %d", threads);
            requireNonNull(progress, "progress");
        }

        /** {@return all cores, stopping at a clip that cannot be decoded, without progress} */
        public static Options defaults() {
            return new Options(Runtime.getRuntime().availableProcessors(), false, progress -> {});
        }

        /** {@return these options with another number of threads} */
        public Options withThreads(int value) {
            return new Options(value, skipUnreadable, progress);
        }

        /** {@return these options, listing clips that cannot be decoded or stopping at them} */
        public Options withSkipUnreadable(boolean value) {
            return new Options(threads, value, progress);
        }

        /** {@return these options with another listener} */
        public Options withProgress(Consumer<Progress> value) {
            return new Options(threads, skipUnreadable, value);
        }
    }

    /**
     * How far a build is.
     *
     * @param done clips that are held or found unreadable
     * @param total all clips
     * @param clipsPerSecond rate of the clips that this build computed; 0 before the first
     */
    record Progress(int done, int total, double clipsPerSecond) {
        /** {@return seconds until the rest is done at this rate; infinite while there is no rate} */
        public double secondsLeft() {
            return done == total ? 0 : (total - done) / clipsPerSecond;
        }
    }

    /**
     * What opening a source did.
     *
     * @param found clips whose values were in the cache and whole
     * @param computed clips whose values were absent, by this process
     * @param repaired clips among computed whose values were in the cache but damaged
     * @param unreadable clips left out, sorted by path
     * @param seconds how long it took
     */
    record BuildReport(int found, int computed, int repaired, List<Unreadable> unreadable, double seconds) {
        public BuildReport {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * A clip that cannot be decoded.
     *
     * @param clip the clip
     * @param reason why, for people, without the path where that is known
     */
    record Unreadable(Clip clip, String reason) {
        public Unreadable {
            requireNonNull(clip, "clip");
            requireNonNull(reason, "reason");
        }
    }
}
