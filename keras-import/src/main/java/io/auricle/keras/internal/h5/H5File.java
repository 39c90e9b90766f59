package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An HDF5 file. Follows the HDF5 File Format Specification 1.1, superblock versions 0 and 1. */
public final class H5File {
    private static final long SIGNATURE = 0x0A1A0A0D46444889L; // \211 H D F \r \n \032 \n, little-endian
    private static final int SUPERBLOCK_BYTES = 100;

    private H5File() {}

    /**
     * Tells whether a file may be an HDF5 file.
     *
     * @param source its bytes
     * @return whether it starts as one
     * @throws IOException if reading fails
     */
    public static boolean recognises(Source source) throws IOException {
        return source.size() >= 8 && source.slice(0, 8).getLong() == SIGNATURE;
    }

    /**
     * Opens a file.
     *
     * @param source its bytes
     * @return the group that holds all others
     * @throws IOException if it is none, or not of the kind that Keras writes
     */
    public static H5Group open(Source source) throws IOException {
        require(recognises(source), "", "other bytes", "file must start as an HDF5 file does");
        ByteBuffer block = source.slice(0, Math.min(source.size(), SUPERBLOCK_BYTES));
        require(block.limit() == SUPERBLOCK_BYTES, "", block.limit() + " bytes", "HDF5 file must be whole");
        int version = block.get(8);
        require(version == 0 || version == 1, "byte 8", version, "HDF5 superblock version must be 0 or 1");
        require(block.get(13) == 8 && block.get(14) == 8, "byte 13", "others", "HDF5 offsets must have 8 bytes");
        int addresses = version == 0 ? 24 : 28;
        require(block.getLong(addresses) == 0, "byte " + addresses, "another", "HDF5 base address must be 0");
        long end = block.getLong(addresses + 16);
        require(
                end > 0 && end <= source.size(),
                "byte " + (addresses + 16),
                end + " of " + source.size() + " bytes",
                "HDF5 file must be whole; its end must lie inside the file");
        return H5Group.at(source, block.getLong(addresses + 40), "");
    }
}
