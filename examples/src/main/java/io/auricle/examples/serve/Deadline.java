package io.auricle.examples.serve;

import java.time.Duration;

/** When an upload must have its answer. */
final class Deadline {

    private final Duration allowed;
    private final long endNanos;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        this.endNanos = System.nanoTime() + allowed.toNanos();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    long remainingNanos() {
        return endNanos - System.nanoTime();
    }

    boolean isOver() {
        return remainingNanos() <= 0;
    }

    /** Refuses work that would come too late. */
    void checkWork() {
        if (isOver()) {
            throw lateAnswer();
        }
    }

    /** Refuses a body that trickles in. */
    void checkUpload() {
        if (isOver()) {
            throw lateUpload();
        }
    }

    Refusal lateAnswer() {
        return Refusal.of(
                Refusal.BUSY,
                "the answer must be ready within %d s, and was not; try again later",
                allowed.toSeconds());
    }

    Refusal lateUpload() {
        return Refusal.of(Refusal.TIMEOUT, "the upload must be complete within %d s, and was not", allowed.toSeconds());
    }
}
