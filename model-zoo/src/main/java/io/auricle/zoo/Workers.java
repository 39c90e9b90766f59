package io.auricle.zoo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A bounded pool of workers, made when first needed. DL4J's graphs are not for two threads, so that each call borrows a worker of its own;
 * callers beyond the bound wait.
 */
final class Workers implements AutoCloseable {
    private final int most;
    private final Supplier<Worker> maker;
    private final Semaphore permits;
    private final Deque<Worker> idle = new ArrayDeque<>();
    private boolean closed;

    Workers(int most, Supplier<Worker> maker) {
        this.most = most;
        this.maker = maker;
        this.permits = new Semaphore(most);
    }

    <T> T with(Function<Worker, T> work) {
        permits.acquireUninterruptibly();
        try {
            Worker worker = borrow();
            try {
                return work.apply(worker);
            } finally {
                giveBack(worker);
            }
        } finally {
            permits.release();
        }
    }

    private synchronized Worker borrow() {
        if (closed) {
            throw new IllegalStateException("a closed classifier must not be used");
        }
        Worker worker = idle.pollFirst();
        return worker == null ? maker.get() : worker;
    }

    private synchronized void giveBack(Worker worker) {
        idle.addFirst(worker);
    }

    /** Waits for the calls that are running, then frees everything. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(most);
        try {
            closeIdle();
        } finally {
            permits.release(most);
        }
    }

    private synchronized void closeIdle() {
        closed = true;
        idle.forEach(Worker::close);
        idle.clear();
    }
}
