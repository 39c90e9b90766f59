package io.auricle.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as a way to end work well: the work sees it, ends, and the JVM's exit code is 0. */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "auricle-stop");
    private volatile boolean happened;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** {@return whether the user wants an end} */
    boolean happened() {
        return happened;
    }

    private void interrupted() {
        happened = true;
        try {
            if (closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.out.flush();
                Runtime.getRuntime().halt(0); // what was asked for is done, where the JVM would say 130
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // the JVM is ending: it waits for the hook, and the hook for this
            happened = true;
        }
        closed.countDown();
    }
}
