package io.auricle.data;

import io.auricle.data.internal.Workers;
import io.auricle.data.internal.store.Extent;
import io.auricle.data.internal.store.Key;
import io.auricle.data.internal.store.RecordStore;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One pass over the clips that leaves each with a whole record.
 *
 * <p>First all threads take clips in turn: a whole record is kept, else the thread claims the clip, computes and appends it; a
 * clip that another process has claimed is put off. Then, holding no claim, one thread waits for those: a claim is free when
 * its process is done or dead.
 */
final class FeatureBuild {
    /** Raise when the same front end begins to give other numbers. */
    private static final String COMPUTATION = "1";

    private final RecordStore store;
    private final FrontEnd frontEnd;
    private final WindowTransform transform;
    private final String settings;
    private final List<Clip> clips;
    private final FeatureSource.Options options;
    private final BuildTally tally;
    private final Map<Path, Extent> extents = new ConcurrentHashMap<>();
    private final Queue<Clip> putOff = new ConcurrentLinkedQueue<>();

    FeatureBuild(
            RecordStore store,
            FrontEnd frontEnd,
            WindowTransform transform,
            List<Clip> clips,
            FeatureSource.Options options) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.transform = transform;
        this.clips = clips;
        this.options = options;
        tally = new BuildTally(clips.size(), options);
        settings = settings(frontEnd, transform);
    }

    /** All that the numbers depend on. */
    private static String settings(FrontEnd frontEnd, WindowTransform transform) {
        return COMPUTATION + frontEnd.toJson() + transform.key();
    }

    static String fileName(FrontEnd frontEnd, WindowTransform transform) {
        return "features-" + Key.of(settings(frontEnd, transform)).toString().substring(0, 16);
    }

    Map<Path, Extent> extents() {
        return extents;
    }

    FeatureSource.BuildReport run() throws IOException {
        Workers.forEach(clips.size(), options.threads(), Worker::new);
        try (Worker worker = new Worker()) {
            for (Clip clip : putOff) {
                worker.wait(clip);
            }
        }
        return tally.report();
    }

    /** What one thread needs of its own. */
    private final class Worker implements Workers.Task {
        private final ClipFeatures features = new ClipFeatures(frontEnd, transform);

        /** Leaves the clip with a whole record, or puts it off if another process is at it. */
        @Override
        public void run(int index) throws IOException {
            Clip clip = clips.get(index);
            Optional<Key> key = key(clip);
            if (key.isEmpty()) {
                return;
            }
            Extent damaged = store.find(key.get()).orElse(null);
            if (damaged != null && store.isWhole(damaged)) {
                keep(clip, damaged);
                return;
            }
            if (damaged != null) {
                store.forget(key.get(), damaged);
            }
            Optional<FileLock> claim = store.tryClaim(key.get());
            if (claim.isEmpty()) {
                putOff.add(clip);
                return;
            }
            make(clip, key.get(), claim.get(), damaged != null);
        }

        void wait(Clip clip) throws IOException {
            Optional<Key> key = key(clip);
            if (key.isPresent()) {
                make(clip, key.get(), store.claim(key.get()), false);
            }
        }

        @Override
        public void close() {
            features.close();
        }

        private void make(Clip clip, Key key, FileLock claim, boolean damaged) throws IOException {
            try (claim) {
                store.refresh();
                Optional<Extent> extent = store.find(key);
                if (extent.isPresent() && store.isWhole(extent.get())) {
                    keep(clip, extent.get());
                    return;
                }
                ByteBuffer record = features.record(clip);
                Key after = key(clip).orElse(key);
                if (!after.equals(key)) {
                    throw new DataSetException(clip.path(), "stay as it is while it is read", "another size or time");
                }
                extents.put(clip.path(), store.append(key, record));
                tally.computed(damaged);
            } catch (UnreadableClipException e) {
                tally.unreadable(clip, e);
            }
        }

        private void keep(Clip clip, Extent extent) {
            extents.put(clip.path(), extent);
            tally.found();
        }

        private Optional<Key> key(Clip clip) throws IOException {
            try {
                BasicFileAttributes file = Files.readAttributes(clip.path(), BasicFileAttributes.class);
                return Optional.of(Key.of(
                        settings,
                        clip.path().toAbsolutePath().normalize().toString(),
                        String.valueOf(file.size()),
                        file.lastModifiedTime().toInstant().toString()));
            } catch (IOException e) {
                tally.unreadable(clip, UnreadableClipException.of(clip, e));
                return Optional.empty();
            }
        }
    }
}
