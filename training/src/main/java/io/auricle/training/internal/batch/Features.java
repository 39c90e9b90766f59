package io.auricle.training.internal.batch;

import io.auricle.audio.AudioFiles;
import io.auricle.data.Clip;
import io.auricle.data.FeatureCache;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.training.internal.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Reads clips and computes the spectrograms of their windows, on several threads, in the order of the clips. */
public final class Features {
    private Features() {}

    /** The same from a cache, if there is one; what it does not hold yet is computed and kept there. */
    public static WindowSet of(
            List<Clip> clips,
            List<String> labels,
            FrontEnd frontEnd,
            int threads,
            Optional<Path> cache,
            IntConsumer progress)
            throws IOException {
        return cache.isEmpty() || clips.isEmpty()
                ? of(clips, labels, frontEnd, threads, progress)
                : cached(clips, labels, frontEnd, threads, cache.get(), progress);
    }

    private static WindowSet cached(
            List<Clip> clips, List<String> labels, FrontEnd frontEnd, int threads, Path folder, IntConsumer progress)
            throws IOException {
        try (FeatureCache cache = FeatureCache.open(folder, frontEnd, clips, building(threads, progress))) {
            List<List<float[]>> windows = new ArrayList<>();
            for (Clip clip : clips) {
                List<float[]> own = new ArrayList<>();
                for (int window = 0; window < cache.windows(clip); window++) {
                    float[] values = new float[frontEnd.bands() * frontEnd.frames()];
                    cache.readInto(clip, window, values, 0);
                    own.add(values);
                }
                windows.add(own);
            }
            progress.accept(clips.size());
            return gather(clips, labels, frontEnd, windows);
        }
    }

    /**
     * Computes all windows.
     *
     * @param clips    what to read
     * @param labels   names in index order; each clip's label is one of them
     * @param frontEnd from samples to decibels
     * @param threads  how many threads compute
     * @param progress told the number of clips done, from the calling thread
     * @return the windows, not standardised
     * @throws IOException if a clip cannot be read; nothing goes on in the background then
     */
    public static WindowSet of(
            List<Clip> clips, List<String> labels, FrontEnd frontEnd, int threads, IntConsumer progress)
            throws IOException {
        ThreadLocal<Extractor> extractors = ThreadLocal.withInitial(frontEnd::extractor);
        List<Callable<List<float[]>>> tasks = new ArrayList<>();
        clips.forEach(clip -> tasks.add(() -> windows(clip, frontEnd, extractors.get())));
        return gather(clips, labels, frontEnd, onThreads(threads, tasks, progress));
    }

    /** Reads clips through and counts their windows; a cache, if there is one, keeps their spectrograms. */
    public static int count(
            List<Clip> clips, FrontEnd frontEnd, int threads, Optional<Path> folder, IntConsumer progress)
            throws IOException {
        if (clips.isEmpty()) {
            return 0;
        }
        if (folder.isPresent()) {
            try (FeatureCache cache = FeatureCache.open(folder.get(), frontEnd, clips, building(threads, progress))) {
                return clips.stream().mapToInt(cache::windows).sum();
            }
        }
        List<Callable<Integer>> tasks = new ArrayList<>();
        clips.forEach(clip -> tasks.add(() -> heard(clip, frontEnd).size()));
        return onThreads(threads, tasks, progress).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The results in the order of the tasks; nothing goes on in the background when one has failed. */
    private static <T> List<T> onThreads(int threads, List<Callable<T>> tasks, IntConsumer progress)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Features::daemon);
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(pool.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(await(future));
                progress.accept(results.size());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static FeatureCache.Options building(int threads, IntConsumer progress) {
        return FeatureCache.Options.defaults()
                .withThreads(threads)
                .withProgress(build -> progress.accept(build.done()));
    }

    private static WindowSet gather(
            List<Clip> clips, List<String> labels, FrontEnd frontEnd, List<List<float[]>> windows) {
        List<float[]> values = new ArrayList<>();
        List<Integer> clipOf = new ArrayList<>();
        for (int clip = 0; clip < windows.size(); clip++) {
            for (float[] window : windows.get(clip)) {
                values.add(window);
                clipOf.add(clip);
            }
        }
        int[] owners = clipOf.stream().mapToInt(Integer::intValue).toArray();
        int[] classes = clipOf.stream()
                .mapToInt(clip -> Labels.index(labels, clips.get(clip)))
                .toArray();
        return new WindowSet(
                clips, owners, classes, values.toArray(float[][]::new), frontEnd.bands(), frontEnd.frames());
    }

    private static List<float[]> windows(Clip clip, FrontEnd frontEnd, Extractor extractor) throws IOException {
        List<float[]> spectrograms = new ArrayList<>();
        for (float[] window : heard(clip, frontEnd)) {
            float[] spectrogram = new float[frontEnd.bands() * frontEnd.frames()];
            extractor.computeInto(window, spectrogram, 0);
            spectrograms.add(spectrogram);
        }
        return spectrograms;
    }

    /** The windows of a clip as sound; whatever goes wrong, the text names the file. */
    private static List<float[]> heard(Clip clip, FrontEnd frontEnd) throws IOException {
        try {
            return frontEnd.windows(AudioFiles.read(clip.path()));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains(clip.path().toString())) {
                throw e;
            }
            throw new IOException(clip.path() + " could not be read: " + RunFiles.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(clip.path() + " could not be read: " + e.getMessage(), e);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("feature extraction was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw new IllegalStateException("a clip's features could not be computed: " + cause.getMessage(), cause);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "auricle-features");
        thread.setDaemon(true);
        return thread;
    }
}
