package io.auricle.zoo.yamnet;

import io.auricle.zoo.internal.Refusal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A flatbuffer, read in place: no offset is followed and no vector is used before it is checked against the file's bytes, and nothing is
 * allocated on the file's word. <b>Follows</b> the FlatBuffers binary format; there is no dependency on its library, whose generated
 * readers do not check bounds. <b>Threads.</b> Immutable.
 */
final class FlatBuffer {
    private static final int OFFSET_BYTES = 4;
    private static final int VTABLE_HEADER_BYTES = 4;

    private final ByteBuffer bytes;

    FlatBuffer(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return bytes.capacity();
    }

    /** The table that the first offset of the file leads to. */
    Table root() throws Refusal {
        return table(0);
    }

    private Table table(long offsetAt) throws Refusal {
        return new Table(follow(offsetAt));
    }

    /** Where an unsigned offset leads that stands at a position. */
    private int follow(long position) throws Refusal {
        int at = at(position, OFFSET_BYTES);
        long target = at + Integer.toUnsignedLong(bytes.getInt(at));
        return at(target, OFFSET_BYTES);
    }

    /** A position that some bytes follow. */
    private int at(long position, long width) throws Refusal {
        Refusal.require(
                position >= 0 && width <= size() - position,
                "byte " + Math.max(0, Math.min(position, size())),
                width + " bytes at " + position,
                "a value must lie within the %d bytes of the file",
                size());
        return (int) position;
    }

    /** A table: its fields are numbered as in the schema, and any may be absent. */
    final class Table {
        private final int start;
        private final int vtable;
        private final int vtableBytes;

        private Table(int start) throws Refusal {
            this.start = start;
            this.vtable = at((long) start - bytes.getInt(start), VTABLE_HEADER_BYTES);
            this.vtableBytes = Short.toUnsignedInt(bytes.getShort(vtable));
            at(vtable, vtableBytes);
        }

        /** {@return where the table starts} */
        int start() {
            return start;
        }

        private int entry(int field) {
            int slot = VTABLE_HEADER_BYTES + 2 * field;
            return slot + 2 <= vtableBytes ? Short.toUnsignedInt(bytes.getShort(vtable + slot)) : 0;
        }

        boolean has(int field) {
            return entry(field) != 0;
        }

        int byteAt(int field, int otherwise) throws Refusal {
            return has(field) ? bytes.get(at((long) start + entry(field), Byte.BYTES)) : otherwise;
        }

        int intAt(int field, int otherwise) throws Refusal {
            return has(field) ? bytes.getInt(at((long) start + entry(field), Integer.BYTES)) : otherwise;
        }

        Table table(int field) throws Refusal {
            requirePresent(field);
            return FlatBuffer.this.table((long) start + entry(field));
        }

        /** A vector of a field; an empty one where the field is absent. */
        Vector vector(int field, int elementBytes) throws Refusal {
            if (!has(field)) {
                return new Vector(0, 0, elementBytes);
            }
            int lengthAt = follow((long) start + entry(field));
            long length = Integer.toUnsignedLong(bytes.getInt(lengthAt));
            return new Vector(at((long) lengthAt + Integer.BYTES, length * elementBytes), (int) length, elementBytes);
        }

        private void requirePresent(int field) throws Refusal {
            Refusal.require(has(field), "byte " + start, "a table without it", "field %d must be present", field);
        }
    }

    /** A vector of numbers or of tables; every element lies within the file. */
    final class Vector {
        private final int start;
        private final int length;
        private final int elementBytes;

        private Vector(int start, int length, int elementBytes) {
            this.start = start;
            this.length = length;
            this.elementBytes = elementBytes;
        }

        int length() {
            return length;
        }

        Table table(int index) throws Refusal {
            return FlatBuffer.this.table(position(index));
        }

        int intAt(int index) {
            return bytes.getInt(position(index));
        }

        long longAt(int index) {
            return bytes.getLong(position(index));
        }

        float floatAt(int index) {
            return bytes.getFloat(position(index));
        }

        byte byteAt(int index) {
            return bytes.get(position(index));
        }

        int[] ints() {
            int[] values = new int[length];
            for (int i = 0; i < length; i++) {
                values[i] = intAt(i);
            }
            return values;
        }

        /** The same bytes as elements of another size, which must divide them. */
        Vector of(int otherElementBytes) {
            return new Vector(start, length * elementBytes / otherElementBytes, otherElementBytes);
        }

        private int position(int index) {
            return start + Objects.checkIndex(index, length) * elementBytes;
        }
    }
}
