package io.auricle.examples.serve;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** When an upload must have its answer. */
final class Deadline {
    /** Bytes between two looks at the clock. */
    private static final int MOST_SKIPPED = 1 << 16;

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

    /** A decoder that searches its input for long, and gives no sample meanwhile, is stopped here. */
    InputStream limit(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                checkWork();
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                checkWork();
                return super.read(into, offset, length);
            }

            @Override
            public long skip(long count) throws IOException {
                checkWork();
                return super.skip(Math.min(count, MOST_SKIPPED));
            }
        };
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
