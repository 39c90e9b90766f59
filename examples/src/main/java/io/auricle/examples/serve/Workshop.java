package io.auricle.examples.serve;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounded work: so many uploads are worked on at once, so many wait, and everyone else is turned away before their body is read. So memory is
 * bounded too, by places times the largest upload.
 *
 * <p><b>Threads.</b> Safe.
 */
final class Workshop implements AutoCloseable {

    private static final int CLOSE_SECONDS = 10;

    private final int size;
    private final Semaphore places;
    private final ThreadPoolExecutor pool;

    Workshop(int workers, int queue) {
        this.size = workers + queue;
        this.places = new Semaphore(size);
        this.pool = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "auricle-work");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A place in the workshop, from before the upload is read until its answer is known. */
    final class Place implements AutoCloseable {

        private Place() {}

        /**
         * Works on one of the workshop's threads, and waits for it.
         *
         * @throws Refusal if it is not done in time, or is refused by the work itself
         */
        <T> T work(Callable<T> work, Deadline deadline) {
            FutureTask<T> task = new FutureTask<>(() -> {
                deadline.checkWork();
                return work.call();
            });
            try {
                pool.execute(task);
                return task.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                throw closing();
            } catch (TimeoutException e) {
                throw deadline.lateAnswer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw closing();
            } catch (ExecutionException e) {
                throw refusal(e.getCause());
            } finally {
                task.cancel(true);
                pool.remove(task);
            }
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /**
     * Takes a place.
     *
     * @return the place, to be closed
     * @throws Refusal if there is none
     */
    Place enter() {
        if (pool.isShutdown()) {
            throw closing();
        }
        if (!places.tryAcquire()) {
            throw Refusal.of(
                    Refusal.BUSY, "uploads at the same time must be at most %d, and there are; try again later", size);
        }
        return new Place();
    }

    private static Refusal closing() {
        return Refusal.of(Refusal.BUSY, "the server is closing");
    }

    private static RuntimeException refusal(Throwable problem) {
        if (problem instanceof OutOfMemoryError) {
            return Refusal.of(Refusal.BUSY, "there is not enough memory for this sound now; try again later");
        }
        if (problem instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new IllegalStateException(problem);
    }

    /** {@return uploads that wait for a thread} */
    int waiting() {
        return pool.getQueue().size();
    }

    /** {@return uploads that are worked on} */
    int working() {
        return pool.getActiveCount();
    }

    /** {@return uploads that are here in any way: being read, waiting, or worked on} */
    int present() {
        return size - places.availablePermits();
    }

    /** Turns everyone new away and waits for who is here. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
