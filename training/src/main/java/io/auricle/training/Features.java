package io.auricle.training;

import io.auricle.audio.AudioFiles;
import io.auricle.data.Clip;
import io.auricle.data.FeatureCache;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
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
final class Features {
    private Features() {}

    /** The same from a cache, if there is one; what it does not hold yet is computed and kept there. */
    static WindowSet of(
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
        FeatureCache.Options options = FeatureCache.Options.defaults()
                .withThreads(threads)
                .withProgress(build -> progress.accept(build.done()));
        try (FeatureCache cache = FeatureCache.open(folder, frontEnd, clips, options)) {
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
    static WindowSet of(List<Clip> clips, List<String> labels, FrontEnd frontEnd, int threads, IntConsumer progress)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Features::daemon);
        try {
            ThreadLocal<Extractor> extractors = ThreadLocal.withInitial(frontEnd::extractor);
            List<Future<List<float[]>>> futures = new ArrayList<>();
            for (Clip clip : clips) {
                Callable<List<float[]>> task = () -> windows(clip, frontEnd, extractors.get());
                futures.add(pool.submit(task));
            }
            List<List<float[]>> windows = new ArrayList<>();
            for (Future<List<float[]>> future : futures) {
                windows.add(await(future));
                progress.accept(windows.size());
            }
            return gather(clips, labels, frontEnd, windows);
        } finally {
            pool.shutdownNow();
        }
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
        for (float[] window : frontEnd.windows(AudioFiles.read(clip.path()))) {
            float[] spectrogram = new float[frontEnd.bands() * frontEnd.frames()];
            extractor.computeInto(window, spectrogram, 0);
            spectrograms.add(spectrogram);
        }
        return spectrograms;
    }

    private static List<float[]> await(Future<List<float[]>> future) throws IOException {
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
