package io.auricle.zoo.classify;

import java.util.ArrayDeque;
import java.util.Deque;
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
    private volatile boolean closed;

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

    <T, E extends Exception> T with(Work<W, T, E> work) throws E {
        permits.acquireUninterruptibly();
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

    /** Who holds a permit finds a worker or makes one; makers do not wait for each other. */
    private W borrow() {
        if (closed) {
            throw new IllegalStateException("a closed " + owner + " must not be used");
        }
        W worker = idle();
        return worker == null ? maker.get() : worker;
    }

    private synchronized W idle() {
        return idle.pollFirst();
    }

    private synchronized void giveBack(W worker) {
        idle.addFirst(worker);
    }

    /** Refuses whoever comes from now on or waits, waits for those that have a worker, then frees everything. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(most);
        try {
            closeIdle();
        } finally {
            permits.release(most);
        }
    }

    private synchronized void closeIdle() {
        idle.forEach(Closing::close);
        idle.clear();
    }
}
