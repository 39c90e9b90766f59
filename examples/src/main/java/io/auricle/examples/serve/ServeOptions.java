package io.auricle.examples.serve;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * Where a {@link SoundServer} listens and what it refuses.
 *
 * @param host           name or address to listen at; only this machine reaches a loopback one
 * @param port           from 0 to 65535; 0 takes any free one
 * @param allowedHosts   names beside its own under which a server at a loopback address answers, such as a reverse proxy passes on
 * @param maxUploadMb    largest upload, in MB of 1 000 000 bytes; from 1 to 1000
 * @param maxSeconds     longest sound, in seconds; above 0, at most 3600
 * @param workers        uploads that are worked on at the same time; from 1 to 256
 * @param queue          uploads that may wait beside them before more are turned away; from 0 to 10000
 * @param timeoutSeconds from the first byte of an upload to its answer, in seconds; from 1 to 600
 */
public record ServeOptions(
        String host,
        int port,
        Set<String> allowedHosts,
        int maxUploadMb,
        double maxSeconds,
        int workers,
        int queue,
        int timeoutSeconds) {

    private static final int BYTES_PER_MB = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @param host           where to listen
     * @param port           from 0 to 65535
     * @param allowedHosts   other names to answer under
     * @param maxUploadMb    from 1 to 1000
     * @param maxSeconds     above 0, at most 3600
     * @param workers        from 1 to 256
     * @param queue          from 0 to 10000
     * @param timeoutSeconds from 1 to 600
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ServeOptions {
        requireNonNull(host, "host");
        allowedHosts = Set.copyOf(allowedHosts);
        checkRange("port", port, 0, 65_535);
        checkRange("maxUploadMb", maxUploadMb, 1, 1000);
        if (!(maxSeconds > 0 && maxSeconds <= 3600)) {
            throw new IllegalArgumentException("maxSeconds must be above 0 and at most 3600, got " + maxSeconds);
        }
        checkRange("workers", workers, 1, 256);
        checkRange("queue", queue, 0, 10_000);
        checkRange("timeoutSeconds", timeoutSeconds, 1, 600);
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], got " + value);
        }
    }

    /** {@return port 8080 of the loopback address; 25 MB, 300 s of sound, one worker a core, 16 waiting, 30 s} */
    public static ServeOptions defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new ServeOptions("127.0.0.1", 8080, Set.of(), 25, 300, Math.min(cores, 256), 16, 30);
    }

    /**
     * Changes the port.
     *
     * @param value from 0 to 65535; 0 takes any free one
     * @return other options
     */
    public ServeOptions withPort(int value) {
        return new ServeOptions(host, value, allowedHosts, maxUploadMb, maxSeconds, workers, queue, timeoutSeconds);
    }

    /**
     * Changes what one upload may hold.
     *
     * @param megabytes largest upload, in MB of 1 000 000 bytes; from 1 to 1000
     * @param seconds   longest sound, in seconds; above 0, at most 3600
     * @return other options
     */
    public ServeOptions withLargest(int megabytes, double seconds) {
        return new ServeOptions(host, port, allowedHosts, megabytes, seconds, workers, queue, timeoutSeconds);
    }

    /**
     * Changes how much goes on at the same time.
     *
     * @param atOnce  uploads that are worked on; from 1 to 256
     * @param waiting uploads that wait; from 0 to 10000
     * @param seconds from the first byte of an upload to its answer; from 1 to 600
     * @return other options
     */
    public ServeOptions withWork(int atOnce, int waiting, int seconds) {
        return new ServeOptions(host, port, allowedHosts, maxUploadMb, maxSeconds, atOnce, waiting, seconds);
    }

    int maxUploadBytes() {
        return maxUploadMb * BYTES_PER_MB;
    }

    Duration timeout() {
        return Duration.ofSeconds(timeoutSeconds);
    }
}
