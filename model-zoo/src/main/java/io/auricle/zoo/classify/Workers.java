package io.auricle.zoo.classify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A bounded pool of workers, made when first needed. Networks are not for two threads, so that each call borrows a worker of its own; callers
 * beyond the bound wait, in no order: handed over in order of arrival, a worker rests until its next caller has woken up on some processor,
 * which left a sixth of two processors idle.
 *
 * @param <W> the workers
 */
final class Workers<W extends Workers.Closing> implements AutoCloseable {
    private final String owner;
    private final int most;
    private final Supplier<W> maker;
    private final Semaphore permits;
    private final Deque<W> idle = new ArrayDeque<>();
    private int borrowed;
    private boolean closed;

    /** What is closed without an exception. */
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * What a worker is borrowed for.
     *
     * @param <W> the worker
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    interface Work<W, T, E extends Exception> {
        T with(W worker) throws E;
    }

    Workers(String owner, int most, Supplier<W> maker) {
        this.owner = owner;
        this.most = most;
        this.maker = maker;
        this.permits = new Semaphore(most);
    }

    int most() {
        return most;
    }

    /** @throws CancellationException if the thread is interrupted while it waits; it stays interrupted */
    <T, E extends Exception> T with(Work<W, T, E> work) throws E {
        acquire();
        try {
            W worker = borrow();
            try {
                return work.with(worker);
            } finally {
                giveBack(worker);
            }
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        if (permits.tryAcquire()) {
            return;
        }
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the thread was interrupted while it waited for a worker");
        }
    }

    /** Who holds a permit finds a worker or makes one; makers do not wait for each other. */
    private W borrow() {
        W worker = idle();
        if (worker != null) {
            return worker;
        }
        try {
            return maker.get();
        } catch (RuntimeException | Error e) {
            giveBack(null);
            throw e;
        }
    }

    private synchronized W idle() {
        if (closed) {
            throw new IllegalStateException("a closed " + owner + " must not be used");
        }
        borrowed++;
        return idle.pollFirst();
    }

    private synchronized void giveBack(W worker) {
        borrowed--;
        if (worker != null) {
            idle.addFirst(worker);
        }
        closeWhenUnused();
    }

    /**
     * Refuses whoever comes from now on or waits, and waits for those that have a worker; the last of them frees everything. A thread that is
     * interrupted does not wait.
     */
    @Override
    public void close() {
        refuse();
        try {
            permits.acquire(most);
            permits.release(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void refuse() {
        closed = true;
        closeWhenUnused();
    }

    /** All at once: the networks share their parameters, and the first that is closed takes them along. */
    private synchronized void closeWhenUnused() {
        if (closed && borrowed == 0) {
            idle.forEach(Closing::close);
            idle.clear();
        }
    }
}
