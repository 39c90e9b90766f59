package io.auricle.data.internal.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Closes a stream that has given nothing for too long, so that a reader blocked on it goes on. */
final class Watchdog implements Closeable {
    private final InputStream watched;
    private final long patienceNanos;
    private final Thread thread;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean done;
    private volatile boolean stalled;

    Watchdog(InputStream watched, Duration patience) {
        this.watched = watched;
        patienceNanos = patience.toNanos();
        thread = new Thread(this::watch, "download-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    void alive() {
        lastNanos = System.nanoTime();
    }

    boolean stalled() {
        return stalled;
    }

    private void watch() {
        while (!done) {
            long leftNanos = patienceNanos - (System.nanoTime() - lastNanos);
            if (leftNanos <= 0) {
                stalled = true;
                try {
                    watched.close();
                } catch (IOException e) {
                    return; // the reader gets an error of its own
                }
                return;
            }
            LockSupport.parkNanos(leftNanos);
        }
    }

    @Override
    public void close() {
        done = true;
        LockSupport.unpark(thread);
    }
}
