package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    @Test
    void what_users_can_cause_is_told_as_it_is_and_anything_else_as_unexpected() {
        assertThat(Errors.describe(new IOException("run/model.zip could not be written: No space left on device")))
                .isEqualTo("run/model.zip could not be written: No space left on device");
        assertThat(Errors.describe(new NoSuchFileException("a.wav"))).isEqualTo("a.wav: no such file or folder");
        assertThat(Errors.describe(new IllegalStateException("odd")))
                .isEqualTo("unexpected IllegalStateException: odd (--debug shows where)");
    }
}
