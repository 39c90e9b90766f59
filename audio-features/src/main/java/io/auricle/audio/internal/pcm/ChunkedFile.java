package io.auricle.audio.internal.pcm;

import io.auricle.audio.AudioInput;
import io.auricle.audio.internal.pcm.ChunkSyntax.Chunk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds format and sound in a file of chunks, whatever their order and number.
 *
 * <p>Sizes in headers bound what is read, never what is allocated: a file that ends early ends the sound. A size that the
 * writer did not know, or zero with sound behind it, means "to the end". Sound in front of its format waits in memory.
 */
abstract class ChunkedFile implements SoundData {
    final AudioInput in;
    private final String title;
    private final ChunkSyntax syntax;
    private final String formatId;
    private final String dataId;
    private final Deque<Stretch> early = new ArrayDeque<>();
    private SoundFormat format;
    /** Where the chunk of the current stretch ends. */
    private long chunkEnd;

    ChunkedFile(AudioInput in, String title, ChunkSyntax syntax, String formatId, String dataId) {
        this.in = in;
        this.title = title;
        this.syntax = syntax;
        this.formatId = formatId;
        this.dataId = dataId;
        this.chunkEnd = in.position();
    }

    /** Reads the body of the format chunk, of such a size; may leave a part of it. */
    abstract SoundFormat readFormat(long size) throws IOException;

    /** Reads what stands in a data chunk before the sound; returns the bytes of sound left of a body of such a size. */
    long readDataHead(AudioInput body, long size) throws IOException {
        return size;
    }

    /** Reads another chunk; may leave a part of it. */
    void readOther(Chunk chunk) throws IOException {
        // Most are of no concern here.
    }

    /** Reads on until format and sound are both there. */
    final SoundFormat format() throws IOException {
        while (format == null) {
            Chunk chunk = required(formatId);
            finish(chunk.id().equals(dataId) ? keep(chunk) : chunk);
        }
        return format;
    }

    private Chunk required(String missing) throws IOException {
        long at = in.position();
        Chunk chunk = nextChunk();
        if (chunk == null) {
            throw in.malformed(at, title + " must have a " + missing.strip() + " chunk", "the end of the file");
        }
        return chunk;
    }

    /** Reads a chunk's head, and its body unless it is sound; null at the end of the file. */
    private Chunk nextChunk() throws IOException {
        in.skip(chunkEnd - in.position());
        Chunk chunk = syntax.read(in);
        if (chunk == null || chunk.id().equals(dataId)) {
            return chunk;
        }
        if (chunk.id().equals(formatId)) {
            if (format != null) {
                throw in.malformed(
                        chunk.at(), title + " must have only one " + formatId.strip() + " chunk", "a second one");
            }
            format = readFormat(chunk.size());
        } else if (isFile(chunk.id())) {
            throw in.malformed(chunk.at(), title + " must end with its own chunks", "another file behind it");
        } else {
            readOther(chunk);
        }
        return chunk;
    }

    private static boolean isFile(String id) {
        return id.equals("RIFF") || id.equals("RIFX") || id.equals("FORM") || id.equals("RF64");
    }

    /** Notes where a chunk ends whose body begins here, or was read in part. */
    private void finish(Chunk chunk) {
        long body = chunk.at() + syntax.headBytes();
        chunkEnd = chunk.size() > Long.MAX_VALUE - body - 8 ? Long.MAX_VALUE : syntax.aligned(body + chunk.size());
    }

    /** Keeps sound that has no format yet; returns the chunk with its true size. */
    private Chunk keep(Chunk chunk) throws IOException {
        long size = dataBytes(chunk.size());
        AudioInput kept = in.keep(size);
        early.add(new Stretch(kept, readDataHead(kept, kept.remaining().orElseThrow())));
        return new Chunk(chunk.at(), chunk.id(), size);
    }

    @Override
    public final Stretch next() throws IOException {
        if (!early.isEmpty()) {
            return early.poll();
        }
        for (Chunk chunk = nextChunk(); chunk != null; chunk = nextChunk()) {
            finish(chunk);
            if (chunk.id().equals(dataId)) {
                return stretch(chunk);
            }
        }
        return null;
    }

    private Stretch stretch(Chunk chunk) throws IOException {
        long size = dataBytes(chunk.size());
        if (size != chunk.size()) {
            finish(new Chunk(chunk.at(), chunk.id(), size));
        }
        long body = in.position();
        long sound = readDataHead(in, size);
        if (sound <= 0 && size != Chunk.UNKNOWN && !syntax.chunkOrEnd(in)) {
            finish(new Chunk(chunk.at(), chunk.id(), Chunk.UNKNOWN));
            sound = Chunk.UNKNOWN - (in.position() - body);
        }
        return new Stretch(in, Math.max(0, sound));
    }

    /** The size of a data chunk's body, of which the head states a size; the input stands at its start. */
    long dataBytes(long stated) throws IOException {
        return stated == 0 && !syntax.chunkOrEnd(in) ? Chunk.UNKNOWN : stated;
    }

    /** Opens a file whose first bytes up to the first chunk were read. */
    final BlockStream open() throws IOException {
        SoundFormat found = format();
        return new BlockStream(found, this, in, title);
    }

    static String ascii(byte[] bytes, int offset) {
        return new String(bytes, offset, 4, StandardCharsets.ISO_8859_1);
    }

    static String quoted(String text) {
        return '"' + text.replaceAll("[^ -~]", "?") + '"';
    }
}
