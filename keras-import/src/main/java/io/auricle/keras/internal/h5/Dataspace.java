package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import java.io.IOException;
import java.util.Arrays;

/** The shape of an array; no dimensions for a scalar. */
record Dataspace(long[] dims, long values) {
    private static final int MOST_DIMS = 8;

    static Dataspace read(Cursor in) throws IOException {
        int version = in.u8();
        require(version == 1 || version == 2, in.place(), version, "HDF5 dataspace version must be 1 or 2");
        int rank = in.u8();
        require(rank <= MOST_DIMS, in.place(), rank, "HDF5 dimensions must be at most %d", MOST_DIMS);
        in.u8();
        int kind = in.u8();
        require(version == 1 || kind < 2, in.place(), kind, "HDF5 dataspace must hold values");
        in.skip(version == 1 ? 4 : 0);
        long[] dims = new long[rank];
        long values = 1;
        for (int i = 0; i < rank; i++) {
            dims[i] = in.i64();
            boolean fits = dims[i] >= 0 && (dims[i] == 0 || values <= Integer.MAX_VALUE / dims[i]);
            require(
                    fits,
                    in.place(),
                    Arrays.toString(dims),
                    "HDF5 array must have at most %d values",
                    Integer.MAX_VALUE);
            values *= dims[i];
        }
        return new Dataspace(dims, values);
    }
}
