package io.auricle.examples;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output with the first error of writing to it: {@link System#out} and {@link PrintWriter} keep such errors to themselves, so
 * that a command on a full disk would end well with half of its output.
 */
final class StandardOutput extends FilterOutputStream {
    private IOException failure;

    /** Opens the process's standard output. */
    StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    /** Opens any stream in its place. */
    StandardOutput(OutputStream out) {
        super(new BufferedOutputStream(out));
    }

    /** {@return a writer in UTF-8 that flushes at the end of each line} */
    PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        try {
            out.write(bytes, offset, count);
        } catch (IOException e) {
            throw kept(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw kept(e);
        }
    }

    private IOException kept(IOException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    /** {@return the first error of writing, if there was one} */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
