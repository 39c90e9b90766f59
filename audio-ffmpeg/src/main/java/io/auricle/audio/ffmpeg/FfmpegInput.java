package io.auricle.audio.ffmpeg;

import io.auricle.audio.AudioInput;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Hands bytes to FFmpeg, which calls back for them. No file name, no protocol: FFmpeg opens nothing by itself. */
final class FfmpegInput implements Closeable {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final int IO_ERROR = -5;
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;

    /** JavaCPP has places for ten callbacks of a kind: one serves all inputs, which it finds by number. */
    private static final Reader READER = new Reader();

    private static final Seeker SEEKER = new Seeker();
    private static final Map<Long, FfmpegInput> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final ByteWell well;
    private final AVIOContext context;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private IOException failure;
    private long position;

    FfmpegInput(AudioInput in, boolean seeks) throws IOException {
        this.well = ByteWell.of(in, seeks);
        var memory = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        memory.capacity(BUFFER_BYTES);
        this.context = avformat.avio_alloc_context(
                memory, BUFFER_BYTES, 0, new Key(number), READER, null, well.seeks() ? SEEKER : null);
        OPEN.put(number, this);
    }

    AVIOContext context() {
        return context;
    }

    /** What went wrong when bytes were read. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() throws IOException {
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        OPEN.remove(number);
        well.close();
    }

    /** No exception may leave a callback: it would end the process. */
    private int read(BytePointer into, int count) {
        try {
            int n = well.read(buffer, Math.min(count, buffer.length));
            if (n < 0) {
                return avutil.AVERROR_EOF;
            }
            into.put(buffer, 0, n);
            position += n;
            return n;
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException("a sound could not be read: " + e.getMessage(), e);
        }
        return IO_ERROR;
    }

    private long seek(long offset, int whence) {
        try {
            if ((whence & avformat.AVSEEK_SIZE) != 0) {
                return well.size();
            }
            int from = whence & 3;
            long target = from == FROM_START ? offset : from == FROM_HERE ? position + offset : well.size() + offset;
            if (target < 0 || !well.seek(target)) {
                return IO_ERROR;
            }
            position = target;
            return target;
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException("a sound could not be read: " + e.getMessage(), e);
        }
        return IO_ERROR;
    }

    /** A number in the place of an address, which nobody follows. */
    private static final class Key extends Pointer {
        Key(long number) {
            address = number;
        }
    }

    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer into, int count) {
            FfmpegInput input = OPEN.get(opaque.address());
            return input == null ? IO_ERROR : input.read(into, count);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            FfmpegInput input = OPEN.get(opaque.address());
            return input == null ? IO_ERROR : input.seek(offset, whence);
        }
    }
}
