package io.auricle.data.internal.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches one file of known length over HTTP, going on where it was cut, in this process or a later one.
 *
 * <p>A server that cuts or stalls is asked for the rest (RFC 9110, range requests); one that ignores ranges starts over; one
 * that is out of order (408, 425, 429, 5xx) is asked again later; any other refusal ends the matter. The file never grows past its
 * known length.
 */
public final class Download {
    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
    private static final int BUFFER_BYTES = 1 << 16;

    private final URI url;
    private final long bytes;
    private final Duration stallTimeout;
    private final int attempts;
    private final Duration retryDelay;
    private final HttpClient client;

    /**
     * Prepares to fetch.
     *
     * @param bytes length of the file
     * @param stallTimeout how long to wait for the next byte
     * @param attempts how often to try without getting a single new byte
     * @param retryDelay how long to wait before the second try; doubles with each further one
     */
    public Download(URI url, long bytes, Duration stallTimeout, int attempts, Duration retryDelay) {
        this.url = url;
        this.bytes = bytes;
        this.stallTimeout = stallTimeout;
        this.attempts = attempts;
        this.retryDelay = retryDelay;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(stallTimeout)
                .build();
    }

    /**
     * Fetches what is missing of a file.
     *
     * @param file what was fetched so far, if anything; has the known length afterwards
     * @param progress gets the bytes that are there
     * @throws IOException if the server refuses or keeps failing, or the disk does
     */
    public void into(Path file, LongConsumer progress) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            lock(channel, file);
            fetch(channel, progress);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    /** Until the channel is closed. */
    private static void lock(FileChannel channel, Path file) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(file + " must be fetched by one process at a time, another thread is at it", e);
        }
        throw new IOException(file + " must be fetched by one process at a time, another is at it");
    }

    private void fetch(FileChannel channel, LongConsumer progress) throws IOException {
        if (channel.size() > bytes) {
            channel.truncate(0);
        }
        long best = channel.size();
        int failed = 0;
        progress.accept(best);
        while (channel.size() < bytes) {
            try {
                request(channel, progress);
            } catch (TransientException e) {
                failed = channel.size() > best ? 0 : failed + 1;
                best = Math.max(best, channel.size());
                if (failed >= attempts) {
                    throw new IOException(
                            url + " must answer, got: " + e.getMessage() + " (tried " + failed
                                    + " times); what was fetched is kept, run again to go on",
                            e);
                }
                LOG.info("{}: {}; asking again from byte {}", url, e.getMessage(), channel.size());
                LockSupport.parkNanos(retryDelay.toNanos() << Math.max(0, Math.min(failed - 1, 6)));
                throwIfInterrupted();
            }
        }
    }

    private void request(FileChannel channel, LongConsumer progress) throws IOException {
        long from = channel.size();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(stallTimeout).header("Accept-Encoding", "identity");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new TransientException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
        try (InputStream body = response.body()) {
            receive(response, body, channel, progress);
        }
    }

    private void receive(HttpResponse<?> response, InputStream body, FileChannel channel, LongConsumer progress)
            throws IOException {
        switch (response.statusCode()) {
            case 200 -> {
                long length =
                        response.headers().firstValueAsLong("Content-Length").orElse(bytes);
                requireLength(length);
                channel.truncate(0);
            }
            case 206 -> requireRange(response, channel.size());
            case 416 -> {
                channel.truncate(0);
                throw new TransientException("416, no such range", null);
            }
            case 408, 425, 429, 500, 502, 503, 504 -> throw new TransientException(
                    "status " + response.statusCode(), null);
            default -> throw new IOException(url + " must give the archive, got status " + response.statusCode());
        }
        copy(body, channel, progress);
    }

    private void requireRange(HttpResponse<?> response, long from) throws IOException {
        String header = response.headers().firstValue("Content-Range").orElse("");
        Matcher range = CONTENT_RANGE.matcher(header);
        if (!range.matches() || !range.group(1).equals(String.valueOf(from))) {
            throw new IOException(url + " must give the bytes from " + from + ", got the range \"" + header + "\"");
        }
        if (!range.group(3).equals("*")) {
            requireLength(Long.parseLong(range.group(3)));
        }
    }

    private void requireLength(long length) throws IOException {
        if (length != bytes) {
            throw new IOException(url + " must be " + bytes + " bytes long, got " + length);
        }
    }

    private void copy(InputStream body, FileChannel channel, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        channel.position(channel.size());
        try (Watchdog watchdog = new Watchdog(body, stallTimeout)) {
            while (channel.position() < bytes) {
                int count = read(body, buffer, watchdog);
                if (count < 0) {
                    throw new TransientException(
                            watchdog.stalled()
                                    ? "no byte for " + stallTimeout
                                    : "an end after " + channel.position() + " bytes",
                            null);
                }
                watchdog.alive();
                ByteBuffer rest = ByteBuffer.wrap(buffer, 0, (int) Math.min(count, bytes - channel.position()));
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                progress.accept(channel.position());
            }
        }
    }

    private int read(InputStream body, byte[] buffer, Watchdog watchdog) throws TransientException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            String what = watchdog.stalled() ? "no byte for " + stallTimeout : String.valueOf(e.getMessage());
            throw new TransientException(what, e);
        }
    }

    private void throwIfInterrupted() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
    }

    private IOException interrupted(Exception cause) {
        return new IOException(url + " must be fetched without interruption", cause);
    }

    /** A failure that may pass. */
    private static final class TransientException extends IOException {
        private static final long serialVersionUID = 1L;

        TransientException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
