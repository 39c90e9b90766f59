package io.auricle.training;

import io.auricle.audio.AudioFiles;
import io.auricle.data.Clip;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A classifier's probabilities for many clips, several clips at once. */
final class ClipAnswers {
    private ClipAnswers() {}

    static float[][] of(SoundClassifier classifier, List<Clip> clips, int threads, IntConsumer progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "auricle-evaluate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<float[]>> answers = new ArrayList<>();
            for (Clip clip : clips) {
                answers.add(pool.submit(() -> {
                    float[] answer = classifier.predict(AudioFiles.read(clip.path()));
                    synchronized (done) {
                        progress.accept(done.incrementAndGet());
                    }
                    return answer;
                }));
            }
            float[][] all = new float[clips.size()][];
            for (int i = 0; i < all.length; i++) {
                all[i] = get(answers.get(i));
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private static float[] get(Future<float[]> answer) throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("the evaluation was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (Error) cause;
        }
    }
}
