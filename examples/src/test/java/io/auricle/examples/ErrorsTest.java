package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsTest {
    @Test
    void a_file_in_a_folders_place_is_called_so(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cache"), "");

        assertThat(Errors.describe(new FileAlreadyExistsException(file.toString())))
                .isEqualTo(file + " must be a folder, it is a file");
    }

    @Test
    void what_users_can_cause_is_told_as_it_is_and_anything_else_as_unexpected() {
        assertThat(Errors.describe(new IOException("run/model.zip could not be written: No space left on device")))
                .isEqualTo("run/model.zip could not be written: No space left on device");
        assertThat(Errors.describe(new NoSuchFileException("a.wav"))).isEqualTo("a.wav: no such file or folder");
        assertThat(Errors.describe(new IllegalStateException("odd")))
                .isEqualTo("unexpected IllegalStateException: odd (--debug shows where)");
    }
}
