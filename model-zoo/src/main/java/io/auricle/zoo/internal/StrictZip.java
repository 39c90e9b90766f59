package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip file in memory, read as a stranger's file deserves: only entries of known names, once each, end to end without a gap, and no
 * byte inflated beyond what the reader asked for. Follows PKWARE's APPNOTE 6.3.10, without encryption, disks or zip64.
 */
public final class StrictZip {
    /** Length of a zip file's last record. */
    public static final int END_BYTES = 22;

    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int DESCRIPTOR_FLAG = 1 << 3;
    private static final int KNOWN_FLAGS = 0b1000_0000_1110; // deflate's level, descriptor, UTF-8 names
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final ByteBuffer file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(
            String name, int directoryAt, int flags, int method, long crc, long packed, long size, long start) {}

    private StrictZip(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the directory and checks it against the file.
     *
     * @param bytes the whole file
     * @param names entries that may be there
     * @return the zip
     * @throws Refusal if it is no zip, is cut, or holds anything else
     */
    public static StrictZip open(byte[] bytes, Set<String> names) throws Refusal {
        StrictZip zip = new StrictZip(bytes);
        zip.readDirectory(names);
        return zip;
    }

    /**
     * Looks at both ends of a file before all of it is read.
     *
     * @param ends the first bytes, directly followed by the last {@value #END_BYTES}
     * @throws Refusal if it does not start as a zip file does, or does not end so
     */
    public static void checkEnds(byte[] ends) throws Refusal {
        new StrictZip(ends).checkEnds();
    }

    /**
     * Tells whether a file may be a zip file.
     *
     * @param first its first bytes, at least 4
     * @return whether they are those of a zip file
     */
    public static boolean startsAsZip(byte[] first) {
        return new StrictZip(first).file.getInt(0) == LOCAL_SIGNATURE;
    }

    /** Offset of the last record. */
    private int checkEnds() throws Refusal {
        int end = file.capacity() - END_BYTES;
        require(
                end >= 0,
                "",
                file.capacity() + " bytes",
                "a model file must be a zip file of at least %d bytes",
                END_BYTES);
        require(file.getInt(0) == LOCAL_SIGNATURE, "", "other bytes", "a model file must start as a zip file does");
        require(
                file.getInt(end) == END_SIGNATURE,
                "",
                "other bytes",
                "a model file must end with a zip directory; this one is cut or has something behind it");
        return end;
    }

    private void readDirectory(Set<String> names) throws Refusal {
        int end = checkEnds();
        int count = u16(end + 10);
        long at = u32(end + 16);
        boolean whole = u32(end + 4) == 0 && u16(end + 8) == count && u16(end + 20) == 0 && at + u32(end + 12) == end;
        require(whole, "", "another", "a model file must have one zip directory, at its end, without comment");
        for (int i = 0; i < count; i++) {
            require(
                    at + CENTRAL_BYTES <= end && file.getInt((int) at) == CENTRAL_SIGNATURE,
                    "",
                    "other bytes",
                    "the zip directory must list %d entries",
                    count);
            at += readCentral((int) at, end, names);
        }
        require(at == end, "", "more", "the zip directory must list %d entries", count);
        checkGapless(end - u32(end + 12));
    }

    private long readCentral(int at, int end, Set<String> names) throws Refusal {
        long length = CENTRAL_BYTES + u16(at + 28) + u16(at + 30) + u16(at + 32);
        require(
                at + length <= end,
                "",
                "a longer one",
                "an entry of the zip directory must end before the directory does");
        Entry entry = new Entry(
                name(at + CENTRAL_BYTES, u16(at + 28)),
                at,
                u16(at + 8),
                u16(at + 10),
                u32(at + 16),
                u32(at + 20),
                u32(at + 24),
                u32(at + 42));
        require(
                names.contains(entry.name),
                "",
                "\"" + printable(entry.name) + "\"",
                "an entry must be one of %s",
                String.join(", ", names.stream().sorted().toList()));
        require(
                (entry.flags & ~KNOWN_FLAGS) == 0 && u16(at + 34) == 0,
                entry.name,
                "flags " + entry.flags,
                "must be a plain zip entry");
        require(
                entry.method == STORED || entry.method == DEFLATED,
                entry.name,
                "method " + entry.method,
                "must be stored or deflated");
        require(entries.put(entry.name, entry) == null, entry.name, "it twice", "must be there once");
        return length;
    }

    /** Local headers must agree with the directory and lie end to end, so that every reader of the file sees the same entries. */
    private void checkGapless(long directory) throws Refusal {
        List<Entry> inOrder = entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::start))
                .toList();
        long at = 0;
        for (Entry entry : inOrder) {
            require(
                    entry.start == at && at + LOCAL_BYTES <= directory,
                    entry.name,
                    "byte " + entry.start,
                    "must start at byte %d",
                    at);
            checkLocal(entry, (int) at);
            at = dataStart(entry) + entry.packed;
            require(at <= directory, entry.name, entry.packed + " bytes", "must end before the zip directory");
            at += descriptorBytes(entry, (int) at);
        }
        require(at == directory, "", "byte " + at, "entries must reach to the zip directory at byte %d", directory);
    }

    /** Length of what a streaming writer puts behind an entry: checksum and sizes, with or without a signature. */
    private int descriptorBytes(Entry entry, int at) throws Refusal {
        if ((entry.flags & DESCRIPTOR_FLAG) == 0) {
            return 0;
        }
        int start = file.getInt(at) == DESCRIPTOR_SIGNATURE ? at + 4 : at;
        boolean agrees = start + 12 <= file.capacity()
                && u32(start) == entry.crc
                && u32(start + 4) == entry.packed
                && u32(start + 8) == entry.size;
        require(agrees, entry.name, "another", "its descriptor must agree with the zip directory");
        return start + 12 - at;
    }

    private void checkLocal(Entry entry, int at) throws Refusal {
        int central = entry.directoryAt;
        boolean described = (entry.flags & DESCRIPTOR_FLAG) != 0;
        boolean agrees = file.getInt(at) == LOCAL_SIGNATURE
                && same(at + 4, central + 6, 10) // version, flags, method, time, date
                && (same(at + 14, central + 16, 12) || described && zero(at + 14, 12)) // checksum, sizes
                && at + LOCAL_BYTES + u16(at + 26) <= file.capacity()
                && name(at + LOCAL_BYTES, u16(at + 26)).equals(entry.name);
        require(agrees, entry.name, "another", "its header must agree with the zip directory");
    }

    private long dataStart(Entry entry) {
        int at = (int) entry.start;
        return at + LOCAL_BYTES + u16(at + 26) + u16(at + 28);
    }

    /**
     * Tells whether an entry is there.
     *
     * @param name its name
     * @return true if it is
     */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /**
     * Unpacks one entry.
     *
     * @param name    its name
     * @param atMost  bytes that it may have when unpacked
     * @return its bytes
     * @throws Refusal if it is not there, is longer, or its bytes do not agree with its checksum
     */
    public byte[] read(String name, long atMost) throws Refusal {
        Entry entry = entries.get(name);
        require(entry != null, name, "none", "must be in the file");
        require(entry.size <= atMost, name, entry.size, "must have at most %d bytes", atMost);
        byte[] data = new byte[(int) entry.size];
        if (entry.method == STORED) {
            require(entry.packed == entry.size, name, entry.packed, "must have %d bytes", entry.size);
            System.arraycopy(file.array(), (int) dataStart(entry), data, 0, data.length);
        } else {
            inflate(entry, data);
        }
        CRC32 crc = new CRC32();
        crc.update(data);
        require(
                crc.getValue() == entry.crc,
                name,
                Long.toHexString(crc.getValue()),
                "must have the checksum %s; the file is damaged",
                Long.toHexString(entry.crc));
        return data;
    }

    private void inflate(Entry entry, byte[] data) throws Refusal {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(file.array(), (int) dataStart(entry), (int) entry.packed);
            int length = 0;
            while (length < data.length && !inflater.finished()) {
                int got = inflater.inflate(data, length, data.length - length);
                require(got > 0 || inflater.finished(), entry.name, length, "must unpack to %d bytes", data.length);
                length += got;
            }
            int more = inflater.finished() ? 0 : inflater.inflate(new byte[1]);
            boolean exact = length == data.length
                    && more == 0
                    && inflater.finished()
                    && inflater.getBytesRead() == entry.packed;
            require(exact, entry.name, "another length", "must unpack to %d bytes", data.length);
        } catch (DataFormatException e) {
            throw new Refusal(entry.name, "must be deflated data; the file is damaged", String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }

    private String name(int at, int length) {
        return new String(file.array(), at, length, StandardCharsets.UTF_8);
    }

    private static String printable(String name) {
        return name.substring(0, Math.min(name.length(), 80)).replaceAll("\\p{Cntrl}", "?");
    }

    private boolean same(int at, int other, int length) {
        return file.slice(at, length).equals(file.slice(other, length));
    }

    private boolean zero(int at, int length) {
        return file.slice(at, length).equals(ByteBuffer.allocate(length));
    }

    private int u16(int at) {
        return file.getShort(at) & 0xFFFF;
    }

    private long u32(int at) {
        return file.getInt(at) & 0xFFFF_FFFFL;
    }
}
