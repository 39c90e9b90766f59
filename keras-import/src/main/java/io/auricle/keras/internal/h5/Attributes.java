package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attributes that hold strings, of fixed or of variable length. */
final class Attributes {
    private static final int COLLECTION = 0x4C4F4347; // "GCOL"
    private static final long NOWHERE = -1;
    private static final int MOST_BYTES = 64 << 20;

    private Attributes() {}

    static Optional<List<String>> strings(ObjectHeader header, String wanted) throws IOException {
        for (ObjectHeader.Message info : header.all(ObjectHeader.ATTRIBUTE_INFO)) {
            Cursor in = new Cursor(info.data().duplicate(), header.place());
            in.u8();
            in.skip((in.u8() & 1) == 0 ? 0 : 2);
            require(in.i64() == NOWHERE, header.place(), "a heap of them", "HDF5 attributes must be in the header");
        }
        for (ObjectHeader.Message message : header.all(ObjectHeader.ATTRIBUTE)) {
            Cursor in = new Cursor(message.data().duplicate(), header.place());
            int version = in.u8();
            require(version >= 1 && version <= 3, in.place(), version, "HDF5 attribute version must be in [1, 3]");
            in.u8();
            int[] sizes = {in.u16(), in.u16(), in.u16()};
            in.skip(version == 3 ? 1 : 0);
            int pad = version == 1 ? 8 : 1;
            String name = in.part(sizes[0], pad).text();
            if (name.equals(wanted)) {
                Datatype type = Datatype.read(in.part(sizes[1], pad));
                Dataspace space = Dataspace.read(in.part(sizes[2], pad));
                return Optional.of(values(header, name, type, space, in));
            }
        }
        return Optional.empty();
    }

    private static List<String> values(ObjectHeader header, String name, Datatype type, Dataspace space, Cursor in)
            throws IOException {
        if (space.values() == 0) {
            return List.of();
        }
        String place = header.place() + ", attribute " + name;
        boolean variable = type.kind() == Datatype.Kind.VARIABLE_STRING;
        require(variable || type.kind() == Datatype.Kind.FIXED_STRING, place, type.kind(), "must hold strings");
        List<String> values = new ArrayList<>();
        Map<Long, ByteBuffer> collections = new HashMap<>();
        long bytes = 0;
        for (long i = 0; i < space.values(); i++) {
            Cursor value = in.part(type.size(), 1);
            String text = variable ? fromHeap(header.source(), value, collections) : value.text();
            bytes += text.length();
            require(bytes <= MOST_BYTES, place, "more", "must have at most %d characters", MOST_BYTES);
            values.add(text);
        }
        return List.copyOf(values);
    }

    private static String fromHeap(Source source, Cursor reference, Map<Long, ByteBuffer> collections)
            throws IOException {
        long length = reference.u32();
        long at = reference.i64();
        long index = reference.u32();
        if (length == 0) {
            return "";
        }
        ByteBuffer collection = collections.get(at);
        if (collection == null) {
            ByteBuffer head = source.slice(at, 16);
            require(head.getInt(0) == COLLECTION, "byte " + at, "other bytes", "HDF5 string must be in a global heap");
            require(
                    head.getLong(8) <= MOST_BYTES,
                    "byte " + at,
                    head.getLong(8),
                    "HDF5 heap must have at most %d bytes",
                    MOST_BYTES);
            collection = source.slice(at, head.getLong(8));
            collections.put(at, collection);
        }
        return find(new Cursor(collection.duplicate().order(ByteOrder.LITTLE_ENDIAN), "byte " + at), index, length);
    }

    private static String find(Cursor heap, long index, long length) throws IOException {
        heap.skip(16);
        while (heap.remaining() >= 16) {
            int id = heap.u16();
            heap.skip(6);
            long size = heap.i64();
            require(size >= 0 && size <= heap.remaining(), heap.place(), size, "HDF5 heap object must lie in its heap");
            if (id == 0) {
                break;
            }
            Cursor object = heap.part((int) size, 8);
            if (id == index) {
                require(length <= size, heap.place(), size, "HDF5 string must have %d bytes", length);
                byte[] raw = new byte[(int) length];
                object.rest().get(raw);
                return new String(raw, StandardCharsets.UTF_8);
            }
        }
        require(false, heap.place(), "none", "HDF5 string %d must be in its heap", index);
        return "";
    }
}
