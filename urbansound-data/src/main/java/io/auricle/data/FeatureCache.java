package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.store.Extent;
import io.auricle.data.internal.store.RecordStore;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
 * records that are no longer asked for is not reused: delete the folder to free it.
 *
 * <p><b>Shape.</b> Per window bands x frames, row-major. <b>Units.</b> As the front end gives them. <b>Threads.</b> Share it.
 * <b>Cost.</b> Readers of all processes share the same pages; the heap holds the list of clips only.
 */
public final class FeatureCache implements FeatureSource {
    private final RecordStore store;
    private final FrontEnd frontEnd;
    private final int size;
    private final Map<Path, Extent> extents;
    private final List<Clip> clips;
    private final BuildReport report;
    private volatile boolean closed;

    private FeatureCache(
            RecordStore store,
            FrontEnd frontEnd,
            int size,
            Map<Path, Extent> extents,
            List<Clip> clips,
            BuildReport report) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.size = size;
        this.extents = extents;
        this.clips = clips;
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
     * Opens a cache of spectrograms.
     *
     * @param folder where the cache lies; made if absent
     * @param frontEnd how sound becomes spectrograms
     * @param clips what to hold
     * @param options how to build what is absent
     * @return the cache, complete but for {@link BuildReport#unreadable()}
     * @throws UnreadableClipException if a clip cannot be decoded and options do not allow that
     * @throws IOException if the disk refuses
     */
    public static FeatureCache open(Path folder, FrontEnd frontEnd, List<Clip> clips, Options options)
            throws IOException {
        return open(folder, frontEnd, WindowTransform.spectrograms(frontEnd), clips, options);
    }

    /**
     * Opens a cache of any values.
     *
     * @param folder where the cache lies; made if absent
     * @param frontEnd how sound becomes windows
     * @param transform how windows become values
     * @param clips what to hold
     * @param options how to build what is absent
     * @return the cache, complete but for {@link BuildReport#unreadable()}
     * @throws UnreadableClipException if a clip cannot be decoded and options do not allow that
     * @throws java.io.InterruptedIOException if the calling thread was interrupted; it stays so, and nothing runs on
     * @throws IOException if the disk refuses
     */
    public static FeatureCache open(
            Path folder, FrontEnd frontEnd, WindowTransform transform, List<Clip> clips, Options options)
            throws IOException {
        requireNonNull(frontEnd, "frontEnd");
        requireNonNull(options, "options");
        List<Clip> wanted = List.copyOf(requireNonNull(clips, "clips"));
        int size = transform.valuesPerWindow();
        check(size >= 1, "valuesPerWindow must be at least 1, got %d", size);
        RecordStore store =
                RecordStore.open(requireNonNull(folder, "folder"), FeatureBuild.fileName(frontEnd, transform));
        try {
            FeatureBuild build = new FeatureBuild(store, frontEnd, transform, wanted, options);
            BuildReport report = build.run();
            store.endWriting();
            store.refresh();
            Map<Path, Extent> extents = build.extents();
            List<Clip> held = wanted.stream()
                    .filter(clip -> extents.containsKey(clip.path()))
                    .toList();
            return new FeatureCache(store, frontEnd, size, extents, held, report);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    @Override
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    @Override
    public int valuesPerWindow() {
        return size;
    }

    @Override
    public List<Clip> clips() {
        return clips;
    }

    @Override
    public BuildReport report() {
        return report;
    }

    /** {@inheritDoc} No page is read. */
    @Override
    public int windows(Clip clip) {
        return extent(clip).length() / (Float.BYTES * size);
    }

    @Override
    public void readInto(Clip clip, int window, float[] into, int offset) {
        Extent extent = extent(clip);
        Objects.checkIndex(window, extent.length() / (Float.BYTES * size));
        Objects.checkFromIndexSize(offset, size, into.length);
        floats(extent).get(window * size, into, offset, size);
    }

    /**
     * Copies all windows of a clip.
     *
     * @param clip one that the cache holds
     * @return its windows, the same that {@link FrontEnd#spectrograms} gives
     * @throws IllegalArgumentException if the cache does not hold the clip, or holds other values than spectrograms
     */
    public List<Spectrogram> spectrograms(Clip clip) {
        int spectrogram = frontEnd.bands() * frontEnd.frames();
        check(size == spectrogram, "valuesPerWindow must be %d, bands x frames, got %d", spectrogram, size);
        List<Spectrogram> windows = new ArrayList<>();
        float[] values = new float[size];
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
}
