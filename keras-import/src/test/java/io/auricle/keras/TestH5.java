package io.auricle.keras;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes small HDF5 files as h5py writes Keras's: superblock 0, symbol tables, strings of fixed or variable length, plain floats. */
final class TestH5 {
    private final TreeMap<String, TestH5> groups = new TreeMap<>();
    private final TreeMap<String, Array> arrays = new TreeMap<>();
    private final Map<String, Strings> attributes = new LinkedHashMap<>();

    private record Array(long[] shape, float[] values, int bytes) {}

    private record Strings(List<String> values, boolean fixed, boolean scalar) {}

    /** A group below this one, made if need be. */
    TestH5 group(String path) {
        int slash = path.indexOf('/');
        if (slash >= 0) {
            return group(path.substring(0, slash)).group(path.substring(slash + 1));
        }
        return groups.computeIfAbsent(path, p -> new TestH5());
    }

    void array(String path, long[] shape, float[] values, int bytesEach) {
        int slash = path.lastIndexOf('/');
        TestH5 owner = slash < 0 ? this : group(path.substring(0, slash));
        owner.arrays.put(path.substring(slash + 1), new Array(shape, values, bytesEach));
    }

    void attribute(String name, String value) {
        attributes.put(name, new Strings(List.of(value), false, true));
    }

    void attribute(String name, List<String> values, boolean fixed) {
        attributes.put(name, new Strings(values, fixed, false));
    }

    byte[] bytes() {
        Out out = new Out();
        out.raw(new byte[96]);
        long root = writeGroup(out);
        ByteBuffer head = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        head.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0, 0, 8, 8, 0});
        head.putShort((short) 1000).putShort((short) 16).putInt(0);
        head.putLong(0).putLong(-1).putLong(out.size()).putLong(-1);
        head.putLong(0).putLong(root).putInt(0).putInt(0);
        byte[] all = out.bytes();
        System.arraycopy(head.array(), 0, all, 0, 96);
        return all;
    }

    private long writeGroup(Out out) {
        TreeMap<String, Long> members = new TreeMap<>();
        groups.forEach((name, group) -> members.put(name, group.writeGroup(out)));
        arrays.forEach((name, array) -> members.put(name, writeArray(out, array)));
        Out names = new Out();
        names.raw(new byte[8]);
        Map<String, Long> offsets = new LinkedHashMap<>();
        for (String name : members.keySet()) {
            offsets.put(name, names.size());
            names.text(name).raw(new byte[] {0}).pad(8);
        }
        long data = out.at();
        out.raw(names.bytes());
        long heap = out.at();
        out.text("HEAP").i32(0).i64(names.size()).i64(1).i64(data);
        long node = out.at();
        out.text("SNOD").raw(new byte[] {1, 0}).i16(members.size());
        members.forEach((name, address) ->
                out.i64(offsets.get(name)).i64(address).i32(0).i32(0).i64(0).i64(0));
        long tree = out.at();
        out.text("TREE").raw(new byte[] {0, 0}).i16(1).i64(-1).i64(-1);
        out.i64(0).i64(node).i64(offsets.isEmpty() ? 0 : offsets.get(members.lastKey()));
        List<byte[]> messages = new ArrayList<>();
        messages.add(message(0x11, new Out().i64(tree).i64(heap).bytes()));
        attributes.forEach((name, strings) -> messages.add(message(0x0C, attribute(out, name, strings))));
        return header(out, messages);
    }

    private static long writeArray(Out out, Array array) {
        long at = out.at();
        ByteBuffer raw = ByteBuffer.allocate(array.values.length * array.bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : array.values) {
            switch (array.bytes) {
                case 4 -> raw.putFloat(value);
                case 8 -> raw.putDouble(value);
                default -> throw new IllegalArgumentException("bytes must be 4 or 8");
            }
        }
        out.raw(raw.array());
        List<byte[]> messages = List.of(
                message(0x01, space(array.shape)),
                message(0x03, floats(array.bytes)),
                message(
                        0x08,
                        new Out()
                                .raw(new byte[] {3, 1})
                                .i64(at)
                                .i64(raw.capacity())
                                .bytes()));
        return header(out, messages);
    }

    private static long header(Out out, List<byte[]> messages) {
        int size = messages.stream().mapToInt(m -> m.length).sum();
        long at = out.at();
        out.raw(new byte[] {1, 0}).i16(messages.size()).i32(1).i32(size).i32(0);
        messages.forEach(out::raw);
        return at;
    }

    private static byte[] message(int type, byte[] data) {
        int padded = (data.length + 7) / 8 * 8;
        return new Out().i16(type).i16(padded).i32(0).raw(data).pad(8).bytes();
    }

    private static byte[] attribute(Out out, String name, Strings strings) {
        byte[] type = strings.fixed ? fixed(strings) : variable();
        byte[] space = space(strings.scalar ? new long[0] : new long[] {strings.values.size()});
        if (strings.values.isEmpty()) {
            type = floats(8); // as h5py writes an empty list
        }
        byte[] label = (name + "\0").getBytes(StandardCharsets.UTF_8);
        Out message = new Out()
                .raw(new byte[] {1, 0})
                .i16(label.length)
                .i16(type.length)
                .i16(space.length);
        message.raw(label).pad(8).raw(type).pad(8).raw(space).pad(8);
        if (strings.fixed) {
            int width = longest(strings);
            strings.values.forEach(
                    v -> message.raw(java.util.Arrays.copyOf(v.getBytes(StandardCharsets.UTF_8), width)));
        } else if (!strings.values.isEmpty()) {
            heap(out, strings.values, message);
        }
        return message.bytes();
    }

    private static void heap(Out out, List<String> values, Out references) {
        Out objects = new Out();
        int index = 1;
        long at = out.at();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            objects.i16(index).i16(0).i32(0).i64(text.length).raw(text).pad(8);
            references.i32(text.length).i64(at).i32(index++);
        }
        long size = Math.max(4096, 16 + objects.size() + 16);
        long free = size - 16 - objects.size();
        out.text("GCOL")
                .i32(1)
                .i64(size)
                .raw(objects.bytes())
                .i16(0)
                .i16(0)
                .i32(0)
                .i64(free)
                .raw(new byte[(int) free - 16]);
    }

    private static int longest(Strings strings) {
        return strings.values.stream()
                .mapToInt(v -> v.getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(1);
    }

    private static byte[] variable() {
        return new Out()
                .raw(new byte[] {0x19, 1, 1, 0})
                .i32(16)
                .raw(new byte[] {0x13, 0, 0, 0})
                .i32(1)
                .bytes();
    }

    private static byte[] fixed(Strings strings) {
        return new Out().raw(new byte[] {0x13, 1, 0, 0}).i32(longest(strings)).bytes();
    }

    private static byte[] floats(int bytes) {
        Out out = bytes == 4
                ? new Out().raw(new byte[] {0x11, 0x20, 0x1f, 0})
                : new Out().raw(new byte[] {0x11, 0x20, 0x3f, 0});
        return bytes == 4
                ? out.i32(4)
                        .i16(0)
                        .i16(32)
                        .raw(new byte[] {23, 8, 0, 23})
                        .i32(127)
                        .bytes()
                : out.i32(8)
                        .i16(0)
                        .i16(64)
                        .raw(new byte[] {52, 11, 0, 52})
                        .i32(1023)
                        .bytes();
    }

    private static byte[] space(long[] shape) {
        Out out = new Out().raw(new byte[] {1, (byte) shape.length, 0, 0}).i32(0);
        for (long dim : shape) {
            out.i64(dim);
        }
        return out.bytes();
    }

    /** Little-endian bytes that grow. */
    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Out raw(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        Out text(String text) {
            return raw(text.getBytes(StandardCharsets.UTF_8));
        }

        Out i16(int value) {
            return raw(new byte[] {(byte) value, (byte) (value >> 8)});
        }

        Out i32(int value) {
            return i16(value).i16(value >> 16);
        }

        Out i64(long value) {
            return i32((int) value).i32((int) (value >> 32));
        }

        Out pad(int multiple) {
            return raw(new byte[(multiple - bytes.size() % multiple) % multiple]);
        }

        long size() {
            return bytes.size();
        }

        /** The next address, which is a multiple of 8. */
        long at() {
            pad(8);
            return bytes.size();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
