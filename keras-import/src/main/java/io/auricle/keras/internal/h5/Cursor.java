package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Walks through a block of bytes and refuses to walk out of it. */
final class Cursor {
    private final ByteBuffer bytes;
    private final String place;

    Cursor(ByteBuffer bytes, String place) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
    }

    String place() {
        return place;
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() throws IOException {
        need(1);
        return bytes.get() & 0xFF;
    }

    int u16() throws IOException {
        need(2);
        return bytes.getShort() & 0xFFFF;
    }

    long u32() throws IOException {
        need(4);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long i64() throws IOException {
        need(8);
        return bytes.getLong();
    }

    void skip(int count) throws IOException {
        need(count);
        bytes.position(bytes.position() + count);
    }

    /** A part of its own, padded to a multiple. */
    Cursor part(int length, int padTo) throws IOException {
        int padded = (length + padTo - 1) / padTo * padTo;
        need(length);
        ByteBuffer slice = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + Math.min(padded, bytes.remaining()));
        return new Cursor(slice, place);
    }

    /** All that is left, as UTF-8, up to the first zero. */
    String text() {
        byte[] raw = new byte[bytes.remaining()];
        bytes.get(raw);
        int length = 0;
        while (length < raw.length && raw[length] != 0) {
            length++;
        }
        return new String(raw, 0, length, StandardCharsets.UTF_8);
    }

    ByteBuffer rest() {
        return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    void need(int count) throws IOException {
        require(bytes.remaining() >= count, place, bytes.remaining() + " bytes", "HDF5 must have %d bytes more", count);
    }
}
