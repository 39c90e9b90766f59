package io.auricle.data.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackTest {
    @TempDir
    Path folder;

    @Test
    void every_bound_refuses_the_first_entry_beyond_it() throws IOException {
        Path archive = archive(60, 60);

        assertRefused(new Unpack(1, 100, 1000), archive, "must be one of at most 1");
        assertRefused(new Unpack(2, 59, 1000), archive, "must be at most 59 bytes");
        assertRefused(new Unpack(2, 60, 119), archive, "must fit into 119 bytes with all others");
    }

    @Test
    void unpacks_what_just_fits_and_tells_how_much_of_the_archive_is_read() throws IOException {
        Path archive = archive(60, 60);
        List<Long> told = new ArrayList<>();

        new Unpack(2, 60, 120).unpack(archive, Files.createDirectory(folder.resolve("fits")), told::add);

        assertThat(folder.resolve("fits/folder/0")).hasBinaryContent(new byte[60]);
        assertThat(folder.resolve("fits/folder/1")).hasBinaryContent(new byte[60]);
        assertThat(told).hasSize(2).allSatisfy(bytes -> assertThat(bytes).isBetween(1L, Files.size(archive)));
    }

    private void assertRefused(Unpack unpack, Path archive, String rule) throws IOException {
        Path target = Files.createTempDirectory(folder, "target");
        assertThatThrownBy(() -> unpack.unpack(archive, target, bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(archive + ": entry \"folder/")
                .hasMessageEndingWith(rule);
    }

    private Path archive(int... sizes) throws IOException {
        Path archive = folder.resolve("archive.tar.gz");
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            for (int i = 0; i < sizes.length; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("folder/" + i);
                entry.setSize(sizes[i]);
                tar.putArchiveEntry(entry);
                tar.write(new byte[sizes[i]]);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }
}
