package io.auricle.audio.javasound;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A stream that knows how far it was read, and whether it failed itself: then the decoder is not to blame. */
final class CountedInput extends FilterInputStream {
    private long position;
    private long marked;
    private IOException failure;

    CountedInput(InputStream in) {
        super(new BufferedInputStream(in));
    }

    long position() {
        return position;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    byte[] peek(int count) throws IOException {
        mark(count);
        byte[] head = readNBytes(count);
        reset();
        return head;
    }

    @Override
    public int read() throws IOException {
        try {
            int value = in.read();
            position += value < 0 ? 0 : 1;
            return value;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        try {
            int n = in.read(into, offset, count);
            position += Math.max(0, n);
            return n;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            long n = in.skip(count);
            position += n;
            return n;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void mark(int limit) {
        super.mark(limit);
        marked = position;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        position = marked;
    }

    private IOException failed(IOException e) {
        failure = e;
        return e;
    }
}
