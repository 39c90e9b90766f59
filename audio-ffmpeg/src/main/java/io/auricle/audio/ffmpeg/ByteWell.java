package io.auricle.audio.ffmpeg;

import io.auricle.audio.AudioInput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Arrays;

/** The bytes of a file as FFmpeg asks for them: forwards, or from any place if the format needs that. */
abstract class ByteWell implements Closeable {
    private static final int MAX_KEPT = 256 << 20;

    /** Reads up to count bytes; -1 at the end. */
    abstract int read(byte[] into, int count) throws IOException;

    /** Goes to a position; false if that cannot be done. */
    abstract boolean seek(long position) throws IOException;

    /** Bytes in all, or -1 if that is unknown. */
    abstract long size() throws IOException;

    abstract boolean seeks();

    static ByteWell of(AudioInput in, boolean seeks) throws IOException {
        if (in.file().isPresent() && seeks) {
            return new FileWell(Files.newByteChannel(in.file().get()), in.position());
        }
        return new StreamWell(in, seeks);
    }

    /** A file, whose own channel is closed here. */
    private static final class FileWell extends ByteWell {
        private final SeekableByteChannel channel;
        private final long start;

        FileWell(SeekableByteChannel channel, long start) throws IOException {
            this.channel = channel.position(start);
            this.start = start;
        }

        @Override
        int read(byte[] into, int count) throws IOException {
            return channel.read(ByteBuffer.wrap(into, 0, count));
        }

        @Override
        boolean seek(long position) throws IOException {
            channel.position(start + position);
            return true;
        }

        @Override
        long size() throws IOException {
            return channel.size() - start;
        }

        @Override
        boolean seeks() {
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A stream, of which everything is kept if it is to be sought in. */
    private static final class StreamWell extends ByteWell {
        private final AudioInput in;
        private final boolean keeps;
        private byte[] kept = new byte[1 << 16];
        private int filled;
        private int position;
        private boolean ended;

        StreamWell(AudioInput in, boolean keeps) {
            this.in = in;
            this.keeps = keeps;
        }

        @Override
        int read(byte[] into, int count) throws IOException {
            if (!keeps) {
                return in.read(into, 0, count);
            }
            fill(position + 1L);
            int n = Math.min(count, filled - position);
            if (n <= 0) {
                return -1;
            }
            System.arraycopy(kept, position, into, 0, n);
            position += n;
            return n;
        }

        private void fill(long wanted) throws IOException {
            while (filled < wanted && !ended) {
                if (filled == kept.length) {
                    if (filled >= MAX_KEPT) {
                        throw in.malformed(
                                filled,
                                "a format that is not read in one go must have at most 256 MiB as a stream",
                                "more");
                    }
                    kept = Arrays.copyOf(kept, 2 * kept.length);
                }
                int n = in.read(kept, filled, kept.length - filled);
                ended = n < 0;
                filled += Math.max(0, n);
            }
        }

        @Override
        boolean seek(long target) throws IOException {
            fill(target);
            position = (int) Math.min(target, filled);
            return target <= filled;
        }

        @Override
        long size() throws IOException {
            fill(Long.MAX_VALUE);
            return filled;
        }

        @Override
        boolean seeks() {
            return keeps;
        }

        @Override
        public void close() {
            // the input is closed with the stream
        }
    }
}
