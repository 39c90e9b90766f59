package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The messages of a group or a dataset: version 1, with its continuations, each read once. */
record ObjectHeader(Source source, String path, List<Message> messages) {
    static final int DATASPACE = 0x01;
    static final int DATATYPE = 0x03;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0B;
    static final int ATTRIBUTE = 0x0C;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;
    private static final int CONTINUATION = 0x10;
    private static final int MOST_BYTES = 16 << 20;
    private static final int SHARED = 2;

    record Message(int type, int flags, ByteBuffer data) {}

    private record Block(long at, long length) {}

    static ObjectHeader read(Source source, long at, String path) throws IOException {
        ByteBuffer head = source.slice(at, 16);
        String place = "byte " + at;
        require(head.get(0) == 1, place, head.get(0), "HDF5 object header version of %s must be 1", shown(path));
        int count = head.getShort(2) & 0xFFFF;
        List<Message> messages = new ArrayList<>();
        Deque<Block> blocks = new ArrayDeque<>(List.of(new Block(at + 16, head.getInt(8) & 0xFFFF_FFFFL)));
        Set<Long> seen = new HashSet<>();
        long bytes = 0;
        while (!blocks.isEmpty()) {
            Block block = blocks.remove();
            bytes += block.length;
            require(seen.add(block.at), place, "byte " + block.at + " twice", "HDF5 header blocks must not loop");
            require(bytes <= MOST_BYTES, place, bytes, "HDF5 header must have at most %d bytes", MOST_BYTES);
            readBlock(source, block, count, messages, blocks);
        }
        require(messages.size() == count, place, messages.size(), "HDF5 header must have %d messages", count);
        return new ObjectHeader(source, path, List.copyOf(messages));
    }

    private static void readBlock(
            Source source, Block block, int count, List<Message> messages, Deque<Block> continuations)
            throws IOException {
        ByteBuffer bytes = source.slice(block.at, block.length);
        while (bytes.remaining() >= 8 && messages.size() < count) {
            String place = "byte " + (block.at + bytes.position());
            int type = bytes.getShort() & 0xFFFF;
            int size = bytes.getShort() & 0xFFFF;
            int flags = bytes.getInt() & 0xFF;
            require(size <= bytes.remaining(), place, size, "HDF5 message must end inside its block");
            ByteBuffer data = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + size);
            messages.add(new Message(type, flags, data));
            if (type == CONTINUATION) {
                require(size >= 16, place, size, "HDF5 continuation must have 16 bytes");
                continuations.add(new Block(data.getLong(0), data.getLong(8)));
            }
        }
    }

    List<Message> all(int type) {
        return messages.stream().filter(message -> message.type == type).toList();
    }

    boolean has(int type) {
        return !all(type).isEmpty();
    }

    /** The one message of a kind. */
    Cursor one(int type, String name) throws IOException {
        List<Message> found = all(type);
        require(found.size() == 1, place(), found.size(), "HDF5 %s messages must be 1", name);
        Message message = found.get(0);
        require((message.flags & SHARED) == 0, place(), "a shared one", "HDF5 %s must be written in place", name);
        return new Cursor(message.data.duplicate().order(ByteOrder.LITTLE_ENDIAN), place());
    }

    String place() {
        return shown(path);
    }

    static String shown(String path) {
        return path.isEmpty() ? "/" : path;
    }
}
