package io.auricle.zoo.yamnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes flatbuffers out of trees of tables, so that tests can bend any field before a file is made. */
final class FlatBufferWriter {
    private static final int VTABLE_HEADER_BYTES = 4;
    private static final int SLOT_BYTES = 4;

    private final ByteBuffer bytes;

    /** A table: field number to an Integer, another table, a List of tables, or an array. */
    static final class Table {
        private final Map<Integer, Object> fields = new TreeMap<>();

        Table with(int field, Object value) {
            fields.put(field, value);
            return this;
        }

        Table without(int field) {
            fields.remove(field);
            return this;
        }

        Table table(int field) {
            return (Table) fields.get(field);
        }

        @SuppressWarnings("unchecked")
        List<Table> tables(int field) {
            return (List<Table>) fields.get(field);
        }

        Object get(int field) {
            return fields.get(field);
        }

        int[] ints(int field) {
            return (int[]) fields.get(field);
        }
    }

    private FlatBufferWriter(int capacity) {
        bytes = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] write(Table root, String identifier, int capacity) {
        FlatBufferWriter writer = new FlatBufferWriter(capacity);
        writer.bytes.putInt(0).put(identifier.getBytes(StandardCharsets.US_ASCII));
        writer.patch(0, writer.table(root));
        byte[] result = new byte[writer.bytes.position()];
        writer.bytes.rewind().get(result);
        return result;
    }

    private void patch(int at, int target) {
        bytes.putInt(at, target - at);
    }

    private int table(Table table) {
        int fields = table.fields.keySet().stream()
                .mapToInt(field -> field + 1)
                .max()
                .orElse(0);
        int vtable = bytes.position();
        bytes.putShort((short) (VTABLE_HEADER_BYTES + 2 * fields));
        bytes.putShort((short) (SLOT_BYTES * (1 + table.fields.size())));
        List<Object> values = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
            boolean has = table.fields.containsKey(field);
            bytes.putShort((short) (has ? SLOT_BYTES * (1 + values.size()) : 0));
            if (has) {
                values.add(table.fields.get(field));
            }
        }
        int start = bytes.position();
        bytes.putInt(start - vtable);
        bytes.position(start + SLOT_BYTES * (1 + values.size()));
        for (int i = 0; i < values.size(); i++) {
            value(start + SLOT_BYTES * (1 + i), values.get(i));
        }
        return start;
    }

    private void value(int slot, Object value) {
        if (value instanceof Integer number) {
            bytes.putInt(slot, number);
        } else {
            patch(slot, value instanceof Table table ? table(table) : vector(value));
        }
    }

    private int vector(Object value) {
        int start = bytes.position();
        if (value instanceof byte[] data) {
            bytes.putInt(data.length).put(data);
        } else if (value instanceof int[] data) {
            bytes.putInt(data.length);
            for (int number : data) {
                bytes.putInt(number);
            }
        } else if (value instanceof long[] data) {
            bytes.putInt(data.length);
            for (long number : data) {
                bytes.putLong(number);
            }
        } else if (value instanceof float[] data) {
            bytes.putInt(data.length);
            for (float number : data) {
                bytes.putFloat(number);
            }
        } else {
            tables((List<?>) value);
        }
        return start;
    }

    private void tables(List<?> tables) {
        int first = bytes.putInt(tables.size()).position();
        bytes.position(first + SLOT_BYTES * tables.size());
        for (int i = 0; i < tables.size(); i++) {
            patch(first + SLOT_BYTES * i, table((Table) tables.get(i)));
        }
    }
}
