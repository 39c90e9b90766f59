package io.auricle.data.urbansound;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.net.Download;
import io.auricle.data.internal.net.Unpack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Brings the official UrbanSound8K archive here and unpacks it. Call it again after any interruption: it goes on where it was.
 *
 * <pre>{@code
 * Path city = UrbanSound8KDownload.into(Path.of("data"), UrbanSound8KDownload.Options.official(), progress -> {});
 * }</pre>
 *
 * <p>The archive is fetched by HTTP ranges into {@code UrbanSound8K.tar.gz.part}, checked by length and MD5, unpacked aside and
 * renamed last: a folder {@code UrbanSound8K} that exists is complete. Entries that are links, would leave the folder or exceed
 * the bounds are refused. The data is licensed CC BY-NC: research use, not commercial.
 *
 * <p><b>Cost.</b> Twice the archive's size on disk while unpacking. <b>Threads.</b> One download per folder at a time; a second is
 * refused.
 */
public final class UrbanSound8KDownload {
    private static final String NAME = "UrbanSound8K";
    private static final Unpack BOUNDS = new Unpack(20_000, 64L << 20, 16L << 30);

    private UrbanSound8KDownload() {}

    /**
     * Fetches, checks and unpacks, each only as far as it is not done yet.
     *
     * @param folder where {@code UrbanSound8K} shall lie; made if absent
     * @param options from where and how
     * @param progress called often, on the calling thread
     * @return the data set's folder
     * @throws IOException if the server refuses, the archive is not the expected one, or the disk fails
     */
    public static Path into(Path folder, Options options, Consumer<Progress> progress) throws IOException {
        requireNonNull(options, "options");
        requireNonNull(progress, "progress");
        Path target = requireNonNull(folder, "folder").resolve(NAME);
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(folder);
        Path archive = folder.resolve(NAME + ".tar.gz");
        if (Files.exists(archive)) {
            requireMd5(archive, options, progress, "remove it to fetch it again");
        } else {
            fetch(archive, options, progress);
        }
        unpack(archive, target, options, progress);
        if (!options.keepArchive()) {
            Files.delete(archive);
        }
        return target;
    }

    private static void fetch(Path archive, Options options, Consumer<Progress> progress) throws IOException {
        Path part = archive.resolveSibling(archive.getFileName() + ".part");
        Download download = new Download(
                options.url(), options.bytes(), options.stallTimeout(), options.attempts(), options.retryDelay());
        requireSpace(part, options.bytes());
        download.into(part, meter(Phase.DOWNLOAD, options.bytes(), progress));
        try {
            requireMd5(part, options, progress, "it is removed, run again to start over");
        } catch (WrongArchiveException e) {
            Files.delete(part);
            throw e;
        }
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireMd5(Path archive, Options options, Consumer<Progress> progress, String advice)
            throws IOException {
        String md5 = md5(archive, meter(Phase.CHECK, Files.size(archive), progress));
        if (!md5.equals(options.md5())) {
            throw new WrongArchiveException(
                    archive + " must have the MD5 " + options.md5() + ", got " + md5 + "; " + advice);
        }
    }

    private static final class WrongArchiveException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongArchiveException(String message) {
            super(message);
        }
    }

    private static void requireSpace(Path part, long bytes) throws IOException {
        long missing = bytes - (Files.exists(part) ? Files.size(part) : 0);
        long free = Files.getFileStore(part.toAbsolutePath().getParent()).getUsableSpace();
        if (free < missing) {
            throw new IOException(
                    part.toAbsolutePath().getParent() + " must have " + missing + " free bytes, has " + free);
        }
    }

    private static void unpack(Path archive, Path target, Options options, Consumer<Progress> progress)
            throws IOException {
        Path aside = target.resolveSibling(NAME + ".unpacking");
        deleteAll(aside);
        Files.createDirectories(aside);
        BOUNDS.unpack(archive, aside, meter(Phase.UNPACK, Files.size(archive), progress));
        Path unpacked = aside.resolve(NAME);
        if (!Files.isDirectory(unpacked)) {
            throw new IOException(archive + " must hold a folder " + NAME + ", found none");
        }
        Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE);
        deleteAll(aside);
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String md5(Path file, LongConsumer meter) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
        byte[] buffer = new byte[1 << 16];
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                done += count;
                meter.accept(done);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static LongConsumer meter(Phase phase, long total, Consumer<Progress> progress) {
        long startNanos = System.nanoTime();
        long[] first = {-1};
        return done -> {
            first[0] = first[0] < 0 ? done : first[0];
            double seconds = (System.nanoTime() - startNanos) / 1e9;
            progress.accept(new Progress(phase, done, Math.max(done, total), (done - first[0]) / seconds));
        };
    }

    /** What is being done. */
    public enum Phase {
        /** Bytes come from the server. */
        DOWNLOAD,
        /** The archive's MD5 is computed. */
        CHECK,
        /** Clips are written. */
        UNPACK
    }

    /**
     * How far it is.
     *
     * @param phase what is being done
     * @param done bytes of this phase that are done, earlier runs' included
     * @param total bytes of this phase
     * @param bytesPerSecond rate of this run
     */
    public record Progress(Phase phase, long done, long total, double bytesPerSecond) {
        /** {@return seconds until this phase is done at this rate; infinite while there is no rate} */
        public double secondsLeft() {
            return done == total ? 0 : (total - done) / bytesPerSecond;
        }
    }

    /**
     * From where and how.
     *
     * @param url of the archive, http or https
     * @param bytes its length; at least 1
     * @param md5 its MD5, 32 lower-case hexadecimal digits
     * @param stallTimeout how long to wait for a connection, an answer or the next byte; above 0
     * @param attempts how often to try in a row without getting a single new byte; at least 1
     * @param retryDelay how long to wait before the second try; doubles with each further one; at least 0
     * @param keepArchive whether the archive stays beside what was unpacked
     */
    public record Options(
            URI url,
            long bytes,
            String md5,
            Duration stallTimeout,
            int attempts,
            Duration retryDelay,
            boolean keepArchive) {
        public Options {
            String scheme = String.valueOf(requireNonNull(url, "url").getScheme());
            check(scheme.equals("https") || scheme.equals("http"), "url must begin with https or http, got %s", url);
            check(bytes >= 1, "bytes must be at least 1, got %d", bytes);
            check(requireNonNull(md5, "md5").matches("[0-9a-f]{32}"), "md5 must be 32 hexadecimal digits, got %s", md5);
            check(
                    !requireNonNull(stallTimeout, "stallTimeout").isNegative() && !stallTimeout.isZero(),
                    "stallTimeout must be above 0, got %s",
                    stallTimeout);
            check(attempts >= 1, "attempts must be at least 1, got %d", attempts);
            check(
                    !requireNonNull(retryDelay, "retryDelay").isNegative(),
                    "retryDelay must be at least 0, got %s",
                    retryDelay);
        }

        /** {@return the official archive, 8 attempts, patience of a minute; the archive is removed in the end} */
        public static Options official() {
            return new Options(
                    URI.create(UrbanSound8K.ARCHIVE_URL),
                    UrbanSound8K.ARCHIVE_BYTES,
                    UrbanSound8K.ARCHIVE_MD5,
                    Duration.ofMinutes(1),
                    8,
                    Duration.ofSeconds(1),
                    false);
        }

        /** {@return these options with another place of the same archive} */
        public Options withUrl(URI value) {
            return new Options(value, bytes, md5, stallTimeout, attempts, retryDelay, keepArchive);
        }

        /** {@return these options, keeping the archive or not} */
        public Options withKeepArchive(boolean value) {
            return new Options(url, bytes, md5, stallTimeout, attempts, retryDelay, value);
        }
    }
}
