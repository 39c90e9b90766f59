package io.auricle.zoo.classify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A bounded pool of workers, made when first needed. Networks are not for two threads, so that each call borrows a worker of its own; callers
 * beyond the bound wait, in no order: handed over in order of arrival, a worker rests until its next caller has woken up on some processor,
 * which left a sixth of two processors idle.
 */
final class Workers implements AutoCloseable {
    private final int most;
    private final Supplier<Worker> maker;
    private final Semaphore permits;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private volatile boolean closed;

    /**
     * What a worker is borrowed for.
     *
     * @param <T> what comes of it
     * @param <E> what it may throw
     */
    interface Work<T, E extends Exception> {
        T with(Worker worker) throws E;
    }

    Workers(int most, Supplier<Worker> maker) {
        this.most = most;
        this.maker = maker;
        this.permits = new Semaphore(most);
    }

    <T, E extends Exception> T with(Work<T, E> work) throws E {
        permits.acquireUninterruptibly();
        try {
            Worker worker = borrow();
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
    private Worker borrow() {
        if (closed) {
            throw new IllegalStateException("a closed classifier must not be used");
        }
        Worker worker = idle();
        return worker == null ? maker.get() : worker;
    }

    private synchronized Worker idle() {
        return idle.pollFirst();
    }

    private synchronized void giveBack(Worker worker) {
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
        idle.forEach(Worker::close);
        idle.clear();
    }
}
