package io.auricle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replaces_a_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a longer old text");

        AtomicFile.write(file, "né");

        assertThat(file).hasContent("né");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void shows_a_reader_the_old_content_until_all_is_written() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasSize(1 << 20);
    }

    @Test
    void keeps_the_old_content_when_writing_fails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");

        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void writes_in_an_interrupted_thread_and_leaves_it_interrupted() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, "whole");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(file).hasContent("whole");
    }

    @Test
    void names_a_folder_that_is_missing() {
        Path file = folder.resolve("none").resolve("file");

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> AtomicFile.write(file, "text"))
                .withMessage(folder.resolve("none").toString());
    }

    @Test
    void does_not_replace_a_folder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("file"));

        assertThatIOException().isThrownBy(() -> AtomicFile.write(file, "text"));

        assertThat(file).isDirectory();
        assertThat(folder.toFile().list()).hasSize(1);
    }
}
