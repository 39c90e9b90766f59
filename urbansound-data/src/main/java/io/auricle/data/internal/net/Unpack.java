package io.auricle.data.internal.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks a tar.gz that is not trusted: plain files and folders only, none outside the target, none twice, all within bounds.
 *
 * @param mostEntries how many entries an archive may have
 * @param mostEntryBytes how long a file may be
 * @param mostBytes how long all files may be together
 */
public record Unpack(int mostEntries, long mostEntryBytes, long mostBytes) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Unpacks an archive.
     *
     * @param archive the tar.gz
     * @param target an empty folder
     * @param progress gets how many bytes of the archive are read
     * @throws IOException if an entry breaks a rule, by its name, or the archive is damaged
     */
    public void unpack(Path archive, Path target, LongConsumer progress) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(Channels.newInputStream(file), BUFFER_BYTES))) {
            long written = 0;
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                require(++entries <= mostEntries, archive, entry, "be one of at most " + mostEntries);
                Path path = path(archive, target, entry);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                require(entry.getSize() <= mostEntryBytes, archive, entry, "be at most " + mostEntryBytes + " bytes");
                require(
                        written + entry.getSize() <= mostBytes,
                        archive,
                        entry,
                        "fit into " + mostBytes + " bytes with all others");
                require(!Files.exists(path), archive, entry, "come once");
                Files.createDirectories(path.getParent());
                written += write(tar, path);
                progress.accept(file.position());
            }
        } catch (IllegalArgumentException | EOFException | ZipException e) {
            throw new IOException(archive + " must be a whole tar.gz archive, got: " + e.getMessage(), e);
        }
    }

    private static Path path(Path archive, Path target, TarArchiveEntry entry) throws IOException {
        String name = entry.getName();
        byte kind = entry.getLinkFlag();
        boolean plain = entry.isDirectory() || kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
        require(plain && !entry.isSparse(), archive, entry, "be a plain file or a folder");
        boolean inside = !name.isEmpty()
                && !name.startsWith("/")
                && name.indexOf('\\') < 0
                && name.indexOf(':') < 0
                && name.indexOf('\0') < 0;
        require(inside, archive, entry, "have a relative name");
        Path path = target.resolve(name).normalize();
        boolean stays =
                path.startsWith(target) && !java.util.List.of(name.split("/")).contains("..");
        require(stays, archive, entry, "stay in its folder");
        return path;
    }

    private static long write(InputStream tar, Path path) throws IOException {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return tar.transferTo(out);
        }
    }

    private static void require(boolean holds, Path archive, TarArchiveEntry entry, String rule) throws IOException {
        if (!holds) {
            throw new IOException(archive + ": entry \"" + entry.getName() + "\" must " + rule);
        }
    }
}
