package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private final StringWriter err = new StringWriter();

    /** A disk with room for some bytes. */
    private static final class FullDisk extends OutputStream {
        private int room;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    private int run(OutputStream out, String... args) {
        return Main.run(new StandardOutput(out), new PrintWriter(err, true), args);
    }

    @Test
    void a_command_fails_with_one_line_if_its_output_cannot_be_written() {
        int code = run(new FullDisk(0), "--version");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("auricle: standard output must be writable, got: No space left on device");
    }

    @Test
    void a_command_fails_if_only_the_end_of_its_output_is_lost() {
        assertThat(run(new FullDisk(100), "--help")).isEqualTo(1);
    }

    @Test
    void output_that_was_written_is_whole_and_in_utf_8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("auricle ");
        StandardOutput umlauts = new StandardOutput(out);
        umlauts.writer().println("Hämmern");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Hämmern");
    }

    @Test
    void wrong_usage_stays_wrong_usage() {
        assertThat(run(new FullDisk(0), "no-such-command")).isEqualTo(2);
    }
}
