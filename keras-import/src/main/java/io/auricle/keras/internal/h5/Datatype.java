package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kind of an array's values.
 *
 * @param kind  what a value is
 * @param size  bytes of a value
 * @param order byte order
 */
record Datatype(Kind kind, int size, ByteOrder order) {
    enum Kind {
        INTEGER,
        FLOAT,
        FIXED_STRING,
        VARIABLE_STRING,
        OTHER
    }

    static Datatype read(Cursor in) throws IOException {
        int head = in.u8();
        int flags = in.u8();
        in.u16();
        long size = in.u32();
        int version = head >> 4;
        require(version >= 1 && version <= 3, in.place(), version, "HDF5 datatype version must be in [1, 3]");
        require(size >= 1 && size <= 1 << 20, in.place(), size, "HDF5 value must have [1, 2^20] bytes");
        ByteOrder order = (flags & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Kind kind =
                switch (head & 0x0F) {
                    case 0 -> Kind.INTEGER;
                    case 1 -> isIeee(in, flags, (int) size) ? Kind.FLOAT : Kind.OTHER;
                    case 3 -> Kind.FIXED_STRING;
                    case 9 -> (flags & 0x0F) == 1 && size == 16 ? Kind.VARIABLE_STRING : Kind.OTHER;
                    default -> Kind.OTHER;
                };
        return new Datatype(kind, (int) size, order);
    }

    private static boolean isIeee(Cursor in, int flags, int size) throws IOException {
        int offset = in.u16();
        int precision = in.u16();
        int exponentAt = in.u8();
        int exponentBits = in.u8();
        int mantissaAt = in.u8();
        int mantissaBits = in.u8();
        long bias = in.u32();
        boolean whole = (flags & 0x40) == 0 && offset == 0 && mantissaAt == 0 && precision == 8 * size;
        return whole
                && exponentAt == mantissaBits
                && switch (size) {
                    case 2 -> exponentBits == 5 && mantissaBits == 10 && bias == 15;
                    case 4 -> exponentBits == 8 && mantissaBits == 23 && bias == 127;
                    case 8 -> exponentBits == 11 && mantissaBits == 52 && bias == 1023;
                    default -> false;
                };
    }

    /** The next value of a buffer as a float. */
    float next(ByteBuffer bytes) {
        return switch (size) {
            case 2 -> half(bytes.getShort());
            case 4 -> bytes.getFloat();
            default -> (float) bytes.getDouble();
        };
    }

    /** IEEE 754 binary16 to binary32, exact. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1F;
        int mantissa = bits & 0x3FF;
        if (exponent == 0) {
            float value = mantissa * 0x1p-24f;
            return sign == 0 ? value : -value;
        }
        int wide = exponent == 31 ? 255 : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }
}
