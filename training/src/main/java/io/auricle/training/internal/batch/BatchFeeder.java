package io.auricle.training.internal.batch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches on a thread of its own, a few ahead of the training thread and across the ends of epochs, so that the network
 * never waits for its input; measures how long it did.
 */
public final class BatchFeeder implements AutoCloseable {
    private static final int AHEAD = 3;

    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Thread thread;
    private volatile Throwable failure;
    private long waitedNanos;

    /** Starts to make the batches of every epoch from {@code firstEpoch} (counted from 1) to the last. */
    public BatchFeeder(BatchPlan plan, BatchMaker maker, WindowSet windows, int classes, int firstEpoch, int epochs) {
        for (int i = 0; i <= AHEAD; i++) {
            free.add(new Batch(plan.largestBatch(), windows.bands(), windows.frames(), classes));
        }
        thread = new Thread(() -> make(plan, maker, firstEpoch, epochs), "auricle-batches");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the next batch, to be given back by {@link #release}. */
    public Batch take() throws InterruptedException {
        long start = System.nanoTime();
        Batch batch = null;
        while (batch == null) {
            batch = ready.poll(100, TimeUnit.MILLISECONDS);
            if (batch == null && failure != null) {
                throw new IllegalStateException("a batch could not be made: " + failure.getMessage(), failure);
            }
        }
        waitedNanos += System.nanoTime() - start;
        return batch;
    }

    public void release(Batch batch) {
        free.add(batch);
    }

    /** How long {@link #take} has waited since this was asked last. */
    public long waitedNanos() {
        long waited = waitedNanos;
        waitedNanos = 0;
        return waited;
    }

    private void make(BatchPlan plan, BatchMaker maker, int firstEpoch, int epochs) {
        try {
            for (int epoch = firstEpoch; epoch <= epochs; epoch++) {
                int[] order = plan.order(epoch);
                for (int step = 0; step < plan.steps(); step++) {
                    Batch batch = free.take();
                    maker.fill(batch, epoch, step, plan.windows(order, step));
                    batch.toNative();
                    ready.put(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Ends the thread and waits until it has ended, so that nobody writes into native memory any more. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
