package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An array of floats, in one piece. */
public final class H5Dataset {
    private static final int BLOCK_BYTES = 1 << 16;

    private final String path;
    private final Dataspace space;
    private final Datatype type;
    private final Source data;

    private H5Dataset(String path, Dataspace space, Datatype type, Source data) {
        this.path = path;
        this.space = space;
        this.type = type;
        this.data = data;
    }

    static H5Dataset of(ObjectHeader header) throws IOException {
        Datatype type = Datatype.read(header.one(ObjectHeader.DATATYPE, "datatype"));
        Dataspace space = Dataspace.read(header.one(ObjectHeader.DATASPACE, "dataspace"));
        require(type.kind() == Datatype.Kind.FLOAT, header.place(), type.kind(), "array must hold floats");
        require(!header.has(ObjectHeader.FILTERS), header.place(), "a compressed one", "array must be stored plainly");
        Cursor layout = header.one(ObjectHeader.LAYOUT, "layout");
        int version = layout.u8();
        int kind = layout.u8();
        require(version == 3, header.place(), version, "HDF5 layout version must be 3");
        require(kind == 0 || kind == 1, header.place(), kind, "array must be stored in one piece");
        long bytes = space.values() * type.size();
        Source data;
        if (kind == 0) {
            int size = layout.u16();
            require(size >= bytes, header.place(), size, "array must have %d bytes", bytes);
            ByteBuffer rest = layout.rest();
            byte[] raw = new byte[(int) bytes];
            layout.need(raw.length);
            rest.get(raw);
            data = Source.of(raw);
        } else {
            long at = layout.i64();
            long size = layout.i64();
            require(size == bytes, header.place(), size, "array must have %d bytes", bytes);
            boolean inside = at >= 0
                    && bytes <= header.source().size()
                    && at <= header.source().size() - bytes;
            require(
                    inside,
                    header.place(),
                    "bytes " + at + " and " + bytes + " more",
                    "array must lie inside the file");
            data = header.source().part(at, bytes);
        }
        return new H5Dataset(header.path(), space, type, data);
    }

    /** {@return the path of this array in the file} */
    public String path() {
        return path;
    }

    /** {@return its dimensions; none for a single number} */
    public long[] shape() {
        return space.dims().clone();
    }

    /** {@return how many bytes its values take in the file} */
    public long bytes() {
        return data.size();
    }

    /**
     * Reads all values.
     *
     * @return the values, the last dimension running fastest
     * @throws IOException if reading fails, or a value is not finite
     */
    public float[] read() throws IOException {
        float[] values = new float[(int) space.values()];
        int perBlock = BLOCK_BYTES / type.size();
        for (int start = 0; start < values.length; start += perBlock) {
            int count = Math.min(perBlock, values.length - start);
            ByteBuffer bytes = data.slice((long) start * type.size(), (long) count * type.size());
            bytes.order(type.order());
            for (int i = 0; i < count; i++) {
                float value = type.next(bytes);
                require(Float.isFinite(value), path, value + " at index " + (start + i), "values must be finite");
                values[start + i] = value;
            }
        }
        return values;
    }
}
