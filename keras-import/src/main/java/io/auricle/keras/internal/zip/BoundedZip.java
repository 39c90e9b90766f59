package io.auricle.keras.internal.zip;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip file of which a few entries are wanted. Stored entries are read in place; deflated ones unpack only as far as a multiple of their
 * packed length. Follows PKWARE's APPNOTE 6.3.10, without encryption, disks or zip64 sizes in the directory.
 */
public final class BoundedZip {
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int MOST_ENTRIES = 10_000;
    private static final long FREE_BYTES = 16L << 20;
    private static final int MOST_TIMES = 16;

    private final Source file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(String name, int flags, int method, long crc, long packed, long size, long start) {}

    private BoundedZip(Source file) {
        this.file = file;
    }

    /**
     * Tells whether a file may be a zip file.
     *
     * @param file its bytes
     * @return whether it starts as one
     * @throws IOException if reading fails
     */
    public static boolean recognises(Source file) throws IOException {
        return file.size() >= END_BYTES && file.slice(0, 4).getInt() == LOCAL_SIGNATURE;
    }

    /**
     * Reads the directory.
     *
     * @param file a zip file's bytes
     * @return the zip
     * @throws IOException if it is no zip, or is cut
     */
    public static BoundedZip open(Source file) throws IOException {
        require(recognises(file), "", "other bytes", "file must start as a zip file does");
        ByteBuffer end = file.slice(file.size() - END_BYTES, END_BYTES);
        require(
                end.getInt(0) == END_SIGNATURE,
                "",
                "other bytes",
                "zip file must end with its directory; this one is cut");
        int count = end.getShort(10) & 0xFFFF;
        long size = u32(end, 12);
        long at = u32(end, 16);
        boolean plain = end.getInt(4) == 0 && end.getShort(8) == end.getShort(10) && count <= MOST_ENTRIES;
        require(plain, "", "another", "zip directory must be of one disk, with at most %d entries", MOST_ENTRIES);
        require(
                at + size == file.size() - END_BYTES,
                "",
                at + " + " + size,
                "zip directory must end before the last record");
        BoundedZip zip = new BoundedZip(file);
        zip.readDirectory(file.slice(at, size), count);
        return zip;
    }

    private void readDirectory(ByteBuffer directory, int count) throws IOException {
        int at = 0;
        for (int i = 0; i < count; i++) {
            boolean whole = at + CENTRAL_BYTES <= directory.limit() && directory.getInt(at) == CENTRAL_SIGNATURE;
            require(whole, "", "other bytes", "zip directory must list %d entries", count);
            int named = directory.getShort(at + 28) & 0xFFFF;
            int length = CENTRAL_BYTES
                    + named
                    + (directory.getShort(at + 30) & 0xFFFF)
                    + (directory.getShort(at + 32) & 0xFFFF);
            require(at + length <= directory.limit(), "", "a longer one", "zip directory entry must end inside it");
            byte[] name = new byte[named];
            directory.get(at + CENTRAL_BYTES, name);
            add(new Entry(
                    new String(name, StandardCharsets.UTF_8),
                    directory.getShort(at + 8) & 0xFFFF,
                    directory.getShort(at + 10) & 0xFFFF,
                    u32(directory, at + 16),
                    u32(directory, at + 20),
                    u32(directory, at + 24),
                    u32(directory, at + 42)));
            at += length;
        }
    }

    private void add(Entry entry) throws IOException {
        require(
                entries.put(entry.name, entry) == null,
                "",
                "it twice",
                "zip entry %s must be there once",
                printable(entry.name));
    }

    /**
     * Tells whether an entry is there.
     *
     * @param name its name
     * @return whether it is
     */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * One entry.
     *
     * @param name   its name
     * @param atMost bytes that it may have
     * @return its bytes
     * @throws IOException if it is not there, is longer, or is damaged
     */
    public Source entry(String name, long atMost) throws IOException {
        Entry entry = entries.get(name);
        require(entry != null, "", "none", "zip entry %s must be there", name);
        require(entry.size <= atMost, name, entry.size, "must have at most %d bytes", atMost);
        require((entry.flags & 1) == 0, name, "an encrypted one", "must be a plain zip entry");
        ByteBuffer local = file.slice(entry.start, LOCAL_BYTES);
        require(local.getInt(0) == LOCAL_SIGNATURE, name, "other bytes", "must start as a zip entry does");
        long start = entry.start + LOCAL_BYTES + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
        boolean inside = start + entry.packed <= file.size();
        require(inside, name, start + " and " + entry.packed + " more", "must lie inside the file");
        Source packed = file.part(start, entry.packed);
        Source data = entry.method == STORED ? packed : inflate(entry, packed);
        require(data.size() == entry.size, name, data.size(), "must have %d bytes", entry.size);
        check(entry, data);
        return data;
    }

    private static void check(Entry entry, Source data) throws IOException {
        CRC32 crc = new CRC32();
        for (long at = 0; at < data.size(); at += 1 << 16) {
            crc.update(data.slice(at, Math.min(1 << 16, data.size() - at)));
        }
        require(
                crc.getValue() == entry.crc,
                entry.name,
                Long.toHexString(crc.getValue()),
                "must have the checksum %x; the file is damaged",
                entry.crc);
    }

    private static Source inflate(Entry entry, Source packed) throws IOException {
        require(entry.method == DEFLATED, entry.name, "method " + entry.method, "must be stored or deflated");
        long most = FREE_BYTES + MOST_TIMES * entry.packed;
        require(entry.size <= most, entry.name, entry.size, "must unpack to at most %d bytes", most);
        byte[] data = new byte[(int) Math.min(entry.size, Integer.MAX_VALUE - 8)];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed.slice(0, packed.size()));
            int length = 0;
            while (length < data.length && !inflater.finished()) {
                int got = inflater.inflate(data, length, data.length - length);
                require(got > 0 || inflater.finished(), entry.name, length, "must unpack to %d bytes", data.length);
                length += got;
            }
            boolean exact = length == data.length && inflater.inflate(new byte[1]) == 0 && inflater.finished();
            require(exact, entry.name, "another length", "must unpack to %d bytes", data.length);
        } catch (DataFormatException e) {
            require(false, entry.name, e.getMessage(), "must be deflated data; the file is damaged");
        } finally {
            inflater.end();
        }
        return Source.of(data);
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(name.length(), 80)).replaceAll("\\p{Cntrl}", "?");
    }

    private static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }
}
