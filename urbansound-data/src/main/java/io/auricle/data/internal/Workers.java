package io.auricle.data.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs numbered tasks on threads of their own, the caller among them, never in the common pool. The first failure stops all; so does an
 * interrupt of the caller. When the call returns, no thread runs on.
 */
public final class Workers {
    private final int count;
    private final Supplier<? extends Task> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private volatile Throwable failure;

    private Workers(int count, Supplier<? extends Task> tasks) {
        this.count = count;
        this.tasks = tasks;
    }

    /** What one thread does, with what it needs of its own. */
    @FunctionalInterface
    public interface Task extends AutoCloseable {
        /** Does one piece of work. */
        void run(int index) throws IOException;

        @Override
        default void close() {}
    }

    /**
     * Runs all tasks.
     *
     * @param count   how many, numbered from 0
     * @param threads how many threads at most; at least 1
     * @param tasks   asked once a thread
     * @throws InterruptedIOException if the caller was interrupted; it stays so
     * @throws IOException what the first task that failed threw
     */
    public static void forEach(int count, int threads, Supplier<? extends Task> tasks) throws IOException {
        new Workers(count, tasks).run(Math.min(threads, count));
    }

    private void run(int threads) throws IOException {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread thread = new Thread(this::work, "auricle-data-" + i);
            thread.setDaemon(true);
            others.add(thread);
            thread.start();
        }
        work();
        others.forEach(this::join);
        throwFailure();
    }

    private void work() {
        try (Task task = tasks.get()) {
            for (int i = next.getAndIncrement(); i < count && failure == null; i = next.getAndIncrement()) {
                requireUninterrupted();
                task.run(i);
            }
            requireUninterrupted(); // what the last task did may be half of it
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    private void requireUninterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted before all of " + count + " tasks were done");
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** Waits for what a thread is at; an interrupt lets it begin nothing more. */
    private void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                fail(new InterruptedIOException("interrupted before all of " + count + " tasks were done"));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() throws IOException {
        Throwable thrown = failure;
        if (thrown instanceof IOException io) {
            throw Thread.currentThread().isInterrupted() ? interruption(io) : io;
        }
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown != null) {
            throw (Error) thrown;
        }
    }

    /** An interrupt closes channels: whatever they throw then is its consequence. */
    private static InterruptedIOException interruption(IOException cause) {
        if (cause instanceof InterruptedIOException interrupted) {
            return interrupted;
        }
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading or writing files");
        interrupted.initCause(cause);
        return interrupted;
    }
}
