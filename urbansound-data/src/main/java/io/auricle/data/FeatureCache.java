package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.store.Extent;
import io.auricle.data.internal.store.RecordStore;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import java.io.Closeable;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The spectrograms of a data set on disk: computed once by all cores, then read at the speed of memory.
 *
 * <pre>{@code
 * try (FeatureCache cache = FeatureCache.open(Path.of("cache"), FrontEnd.compact(), dataset.clips())) {
 *     List<Spectrogram> windows = cache.spectrograms(dataset.clips().get(0));
 * }
 * }</pre>
 *
 * <p>One memory-mapped file and an index per front end. A record is found by the digest of the front end with all its
 * settings, and of the clip's path, size and time of last change: changed settings or a changed clip are computed anew, a stale
 * record is never served. Opening computes what is absent and whatever fails its checksum. A process killed at any moment
 * leaves a cache that the next one completes; several processes may build one cache at once and share the work. Space of
 * records that are no longer asked for is not reused: delete the folder to win it back.
 *
 * <p><b>Shape.</b> Per window bands x frames, row-major. <b>Units.</b> As the front end gives them. <b>Threads.</b> Share it.
 * <b>Cost.</b> Readers of all processes share the same pages; the heap holds the list of clips only.
 */
public final class FeatureCache implements Closeable {
    private final RecordStore store;
    private final FrontEnd frontEnd;
    private final Map<Path, Extent> extents;
    private final BuildReport report;
    private volatile boolean closed;

    private FeatureCache(RecordStore store, FrontEnd frontEnd, Map<Path, Extent> extents, BuildReport report) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.extents = extents;
        this.report = report;
    }

    /**
     * Opens a cache with all cores and stops at a clip that cannot be decoded.
     *
     * @param folder where the cache lies; made if absent
     * @param frontEnd how sound becomes spectrograms
     * @param clips what to hold
     * @return the cache, complete
     * @throws IOException if a clip cannot be decoded, by name, or the disk refuses
     */
    public static FeatureCache open(Path folder, FrontEnd frontEnd, List<Clip> clips) throws IOException {
        return open(folder, frontEnd, clips, Options.defaults());
    }

    /**
     * Opens a cache.
     *
     * @param folder where the cache lies; made if absent
     * @param frontEnd how sound becomes spectrograms
     * @param clips what to hold
     * @param options how to build what is absent
     * @return the cache, complete but for {@link BuildReport#unreadable()}
     * @throws IOException if a clip cannot be decoded and options do not allow that, or the disk refuses
     */
    public static FeatureCache open(Path folder, FrontEnd frontEnd, List<Clip> clips, Options options)
            throws IOException {
        requireNonNull(frontEnd, "frontEnd");
        requireNonNull(options, "options");
        List<Clip> wanted = List.copyOf(requireNonNull(clips, "clips"));
        RecordStore store = RecordStore.open(requireNonNull(folder, "folder"), FeatureBuild.fileName(frontEnd));
        try {
            FeatureBuild build = new FeatureBuild(store, frontEnd, wanted, options);
            BuildReport report = build.run();
            store.endWriting();
            store.refresh();
            return new FeatureCache(store, frontEnd, build.extents(), report);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /** {@return how the records were made} */
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    /** {@return what opening found, computed and could not decode} */
    public BuildReport report() {
        return report;
    }

    /**
     * Counts the windows of a clip; no page is read.
     *
     * @param clip one that the cache holds
     * @return windows; 0 if the front end drops short clips and this is one
     * @throws IllegalArgumentException if the cache does not hold the clip
     */
    public int windows(Clip clip) {
        return extent(clip).length() / (Float.BYTES * windowSize());
    }

    /**
     * Copies one window.
     *
     * @param clip one that the cache holds
     * @param window from 0, below {@link #windows}
     * @param into bands x frames values are written
     * @param offset of the first one in {@code into}
     * @throws IllegalArgumentException if the cache does not hold the clip
     * @throws IndexOutOfBoundsException if there is no such window or no room
     */
    public void readInto(Clip clip, int window, float[] into, int offset) {
        Extent extent = extent(clip);
        int size = windowSize();
        Objects.checkIndex(window, extent.length() / (Float.BYTES * size));
        Objects.checkFromIndexSize(offset, size, into.length);
        floats(extent).get(window * size, into, offset, size);
    }

    /**
     * Copies all windows of a clip.
     *
     * @param clip one that the cache holds
     * @return its windows, the same that {@link FrontEnd#spectrograms} gives
     * @throws IllegalArgumentException if the cache does not hold the clip
     */
    public List<Spectrogram> spectrograms(Clip clip) {
        List<Spectrogram> windows = new ArrayList<>();
        float[] values = new float[windowSize()];
        for (int window = 0; window < windows(clip); window++) {
            readInto(clip, window, values, 0);
            windows.add(Spectrogram.of(frontEnd.bands(), frontEnd.frames(), values));
        }
        return windows;
    }

    /** Ends reading and frees the files. */
    @Override
    public void close() throws IOException {
        closed = true;
        store.close();
    }

    private int windowSize() {
        return frontEnd.bands() * frontEnd.frames();
    }

    private FloatBuffer floats(Extent extent) {
        return store.view(extent).asFloatBuffer();
    }

    private Extent extent(Clip clip) {
        if (closed) {
            throw new IllegalStateException("cache must be open, it was closed");
        }
        Extent extent = extents.get(requireNonNull(clip, "clip").path());
        check(extent != null, "clip must be held by the cache, got %s", clip.path());
        return extent;
    }

    /**
     * How to build what is absent.
     *
     * @param threads how many clips are computed at once; at least 1
     * @param skipUnreadable whether to list clips that cannot be decoded and go on, or to stop at the first
     * @param progress told after every clip, never by two threads at once
     */
    public record Options(int threads, boolean skipUnreadable, Consumer<Progress> progress) {
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
     * @param done clips that are in the cache or found unreadable
     * @param total all clips
     * @param clipsPerSecond rate of the clips that this build computed; 0 before the first
     */
    public record Progress(int done, int total, double clipsPerSecond) {
        /** {@return seconds until the rest is done at this rate; infinite while there is no rate} */
        public double secondsLeft() {
            return done == total ? 0 : (total - done) / clipsPerSecond;
        }
    }

    /**
     * What opening a cache did.
     *
     * @param found clips whose records were there and whole
     * @param computed clips whose records were absent, by this process
     * @param repaired clips among computed whose records were there but damaged
     * @param unreadable clips left out, sorted by path
     * @param seconds how long it took
     */
    public record BuildReport(int found, int computed, int repaired, List<Unreadable> unreadable, double seconds) {
        public BuildReport {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * A clip that cannot be decoded.
     *
     * @param clip the clip
     * @param reason why, for people
     */
    public record Unreadable(Clip clip, String reason) {
        public Unreadable {
            requireNonNull(clip, "clip");
            requireNonNull(reason, "reason");
        }
    }
}
