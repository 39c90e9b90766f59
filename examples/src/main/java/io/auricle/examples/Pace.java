package io.auricle.examples;

import java.util.concurrent.TimeUnit;

/** Time as a listener feels it: the clock on the wall, or one that a test moves. */
interface Pace {

    /** The clock on the wall. */
    Pace REAL = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void await(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos - nanos());
        }
    };

    /**
     * Tells the time.
     *
     * @return nanoseconds from any fixed moment
     */
    long nanos();

    /**
     * Waits for a time.
     *
     * @param nanos when to return; at once if it has passed
     * @throws InterruptedException if the thread is interrupted
     */
    void await(long nanos) throws InterruptedException;
}
