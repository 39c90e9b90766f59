package io.auricle.data;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final String settings;
    private final List<Clip> clips;
    private final FeatureCache.Options options;
    private final Map<Path, Extent> extents = new ConcurrentHashMap<>();
    private final Queue<Clip> putOff = new ConcurrentLinkedQueue<>();
    private final Queue<FeatureCache.Unreadable> unreadable = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final long startNanos = System.nanoTime();
    private int done;
    private int found;
    private int computed;
    private int repaired;
    private volatile Throwable failure;

    FeatureBuild(RecordStore store, FrontEnd frontEnd, List<Clip> clips, FeatureCache.Options options) {
        this.store = store;
        this.frontEnd = frontEnd;
        this.clips = clips;
        this.options = options;
        settings = settings(frontEnd);
    }

    /** The front end and all else that the numbers depend on. */
    private static String settings(FrontEnd frontEnd) {
        return COMPUTATION + frontEnd.toJson();
    }

    static String fileName(FrontEnd frontEnd) {
        return "features-" + Key.of(settings(frontEnd)).toString().substring(0, 16);
    }

    Map<Path, Extent> extents() {
        return extents;
    }

    FeatureCache.BuildReport run() throws IOException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < Math.min(options.threads(), clips.size()); i++) {
            Thread thread = new Thread(this::takeClips, "feature-build-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        takeClips();
        threads.forEach(FeatureBuild::join);
        throwFailure();
        Worker worker = new Worker();
        for (Clip clip : putOff) {
            worker.wait(clip);
        }
        List<FeatureCache.Unreadable> left = new ArrayList<>(unreadable);
        left.sort(Comparator.comparing(entry -> entry.clip().path()));
        return new FeatureCache.BuildReport(found, computed, repaired, left, seconds());
    }

    private void takeClips() {
        Worker worker = new Worker();
        try {
            for (int i = next.getAndIncrement(); i < clips.size() && failure == null; i = next.getAndIncrement()) {
                worker.take(clips.get(i));
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() throws IOException {
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure != null) {
            throw (Error) failure;
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private synchronized void countFound() {
        found++;
        tell();
    }

    private synchronized void countComputed(boolean damaged) {
        computed++;
        repaired += damaged ? 1 : 0;
        tell();
    }

    private synchronized void countUnreadable(Clip clip, IOException e) throws IOException {
        if (!options.skipUnreadable()) {
            throw e;
        }
        unreadable.add(new FeatureCache.Unreadable(clip, e.getMessage()));
        tell();
    }

    private void tell() {
        done++;
        options.progress().accept(new FeatureCache.Progress(done, clips.size(), computed / seconds()));
    }

    /** What one thread needs of its own. */
    private final class Worker {
        private final ClipFeatures features = new ClipFeatures(frontEnd);

        /** Leaves the clip with a whole record, or puts it off if another process is at it. */
        void take(Clip clip) throws IOException {
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

        private void make(Clip clip, Key key, FileLock claim, boolean damaged) throws IOException {
            try (claim) {
                store.refresh();
                Optional<Extent> extent = store.find(key);
                if (extent.isPresent() && store.isWhole(extent.get())) {
                    keep(clip, extent.get());
                    return;
                }
                ByteBuffer record = features.of(clip);
                Key after = key(clip).orElse(key);
                if (!after.equals(key)) {
                    throw new IOException(clip.path() + " must stay as it is while it is read, it was changed");
                }
                extents.put(clip.path(), store.append(key, record));
                countComputed(damaged);
            } catch (UnreadableClipException e) {
                countUnreadable(clip, e);
            }
        }

        private void keep(Clip clip, Extent extent) {
            extents.put(clip.path(), extent);
            countFound();
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
                countUnreadable(clip, UnreadableClipException.of(clip, e));
                return Optional.empty();
            }
        }
    }
}
