package io.auricle.examples.batch;

import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Answers many files on several threads and hands each answer over as soon as it is there.
 *
 * <p><b>Threads.</b> Answers are handed over one at a time, in the order in which they are ready. <b>Cost.</b> Memory for one window a
 * thread, whatever the number and the length of the files.
 *
 * @param classifier what answers, with a worker for each thread
 * @param hopSeconds from one window of a timeline to the next, in seconds; empty: one answer a file
 * @param threads    files at once; at least 1
 * @param failFast   whether the first file without an answer ends the run
 */
public record BatchRun(SoundClassifier classifier, OptionalDouble hopSeconds, int threads, boolean failFast) {

    /** Takes an answer. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes an answer; called by one thread at a time.
         *
         * @param answer the answer
         * @throws IOException if it cannot be written: the run ends
         */
        void accept(FileAnswer answer) throws IOException;
    }

    /**
     * Answers all files.
     *
     * @param files    what to read
     * @param sink     takes the answers
     * @param progress told how many files are done
     * @return how many files have no answer but an error
     * @throws IOException          if the sink fails
     * @throws InterruptedException if the thread is interrupted; the workers end after their files
     */
    public int run(List<Path> files, Sink sink, IntConsumer progress) throws IOException, InterruptedException {
        Work work = new Work(files, sink, progress);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, files.size()); i++) {
            Thread thread = new Thread(work, "auricle-classify-" + i);
            thread.setDaemon(true);
            others.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : others) {
                thread.join();
            }
        } catch (InterruptedException e) {
            work.stopped = true;
            throw e;
        }
        return work.errors();
    }

    private final class Work implements Runnable {
        private final List<Path> files;
        private final Sink sink;
        private final IntConsumer progress;
        private final AtomicInteger next = new AtomicInteger();
        private volatile boolean stopped;
        private int done;
        private int errors;
        private Throwable failure;

        Work(List<Path> files, Sink sink, IntConsumer progress) {
            this.files = files;
            this.sink = sink;
            this.progress = progress;
        }

        @Override
        public void run() {
            try {
                for (int i = next.getAndIncrement(); i < files.size() && !stopped; i = next.getAndIncrement()) {
                    Path file = files.get(i);
                    take(FileAnswer.of(classifier, file.toString(), () -> SoundFiles.open(file), hopSeconds));
                }
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }

        private synchronized void take(FileAnswer answer) throws IOException {
            if (stopped) {
                return;
            }
            sink.accept(answer);
            if (answer.error().isPresent()) {
                errors++;
                stopped |= failFast;
            }
            progress.accept(++done);
        }

        private synchronized void fail(Throwable e) {
            stopped = true;
            if (failure == null) {
                failure = e;
            }
        }

        synchronized int errors() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return errors;
        }
    }
}
