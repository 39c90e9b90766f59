package io.auricle.keras.internal.h5;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A group: named groups and datasets, and attributes of strings. */
public final class H5Group {
    private static final int TREE = 0x45455254; // "TREE"
    private static final int NODE = 0x444F4E53; // "SNOD"
    private static final int HEAP = 0x50414548; // "HEAP"
    private static final int ENTRY_BYTES = 40;
    private static final int MOST_MEMBERS = 200_000;
    private static final int SOFT_LINK = 2;

    private final ObjectHeader header;
    private final Map<String, Long> members = new TreeMap<>();

    private H5Group(ObjectHeader header) {
        this.header = header;
    }

    static H5Group at(Source source, long address, String path) throws IOException {
        H5Group group = new H5Group(ObjectHeader.read(source, address, path));
        Cursor table = group.header.one(ObjectHeader.SYMBOL_TABLE, "symbol table");
        long tree = table.i64();
        ByteBuffer names = group.names(table.i64());
        group.readTree(tree, names, new HashSet<>());
        return group;
    }

    /** {@return the path of this group from the file's own, parts divided by slashes} */
    public String path() {
        return header.path();
    }

    /** {@return the names of what is in this group, in alphabetical order} */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /**
     * Looks for a group or a dataset.
     *
     * @param path its name, or a path below this group
     * @return whether it is there
     * @throws IOException if the file is damaged
     */
    public boolean has(String path) throws IOException {
        return find(path).isPresent();
    }

    /**
     * A group below this one.
     *
     * @param path its name or path
     * @return the group
     * @throws IOException if it is not there, is no group, or the file is damaged
     */
    public H5Group group(String path) throws IOException {
        Optional<ObjectHeader> found = find(path);
        require(found.isPresent(), header.place(), "none", "group %s must be in the file", path);
        return at(header.source(), members(path), join(path));
    }

    /**
     * An array below this one.
     *
     * @param path its name or path
     * @return the array
     * @throws IOException if it is not there, is none, or the file is damaged
     */
    public H5Dataset dataset(String path) throws IOException {
        Optional<ObjectHeader> found = find(path);
        require(found.isPresent(), header.place(), "none", "array %s must be in the file", path);
        return H5Dataset.of(found.get());
    }

    /**
     * Tells a group from an array.
     *
     * @param name a member of this group
     * @return whether it is a group
     * @throws IOException if it is not there, or the file is damaged
     */
    public boolean isGroup(String name) throws IOException {
        Optional<ObjectHeader> found = find(name);
        return found.isPresent() && found.get().has(ObjectHeader.SYMBOL_TABLE);
    }

    /**
     * An attribute of one string, or of many.
     *
     * @param name its name
     * @return the strings; empty if there is no such attribute
     * @throws IOException if it does not hold strings, or the file is damaged
     */
    public Optional<List<String>> strings(String name) throws IOException {
        return Attributes.strings(header, name);
    }

    private String join(String name) {
        return header.path().isEmpty() ? name : header.path() + "/" + name;
    }

    private long members(String path) throws IOException {
        int slash = path.indexOf('/');
        if (members.containsKey(path) || slash < 0) {
            return members.get(path);
        }
        return group(path.substring(0, slash)).members(path.substring(slash + 1));
    }

    private Optional<ObjectHeader> find(String path) throws IOException {
        Long address = members.get(path);
        if (address != null) {
            return Optional.of(ObjectHeader.read(header.source(), address, join(path)));
        }
        int slash = path.indexOf('/');
        if (slash < 0 || !isGroup(path.substring(0, slash))) {
            return Optional.empty();
        }
        return group(path.substring(0, slash)).find(path.substring(slash + 1));
    }

    private ByteBuffer names(long at) throws IOException {
        ByteBuffer heap = header.source().slice(at, 32);
        require(heap.getInt(0) == HEAP, "byte " + at, "other bytes", "HDF5 group must have a heap of names");
        return header.source().slice(heap.getLong(24), heap.getLong(8));
    }

    private void readTree(long at, ByteBuffer names, Set<Long> seen) throws IOException {
        require(seen.add(at), "byte " + at, "it twice", "HDF5 group must not loop");
        require(
                seen.size() <= MOST_MEMBERS,
                header.place(),
                seen.size(),
                "HDF5 blocks must be at most %d",
                MOST_MEMBERS);
        ByteBuffer head = header.source().slice(at, 24);
        require(head.getInt(0) == TREE && head.get(4) == 0, "byte " + at, "other bytes", "HDF5 group must have a tree");
        int count = head.getShort(6) & 0xFFFF;
        int level = head.get(5) & 0xFF;
        ByteBuffer keys = header.source().slice(at + 24, 16L * count + 8);
        for (int i = 0; i < count; i++) {
            long child = keys.getLong(16 * i + 8);
            if (level == 0) {
                readNode(child, names, seen);
            } else {
                require(
                        header.source().slice(child, 6).get(5) < level,
                        "byte " + child,
                        "others",
                        "HDF5 tree levels must fall");
                readTree(child, names, seen);
            }
        }
    }

    private void readNode(long at, ByteBuffer names, Set<Long> seen) throws IOException {
        require(seen.add(at), "byte " + at, "it twice", "HDF5 group must not loop");
        ByteBuffer head = header.source().slice(at, 8);
        require(head.getInt(0) == NODE, "byte " + at, "other bytes", "HDF5 group must have symbol nodes");
        int count = head.getShort(6) & 0xFFFF;
        ByteBuffer entries = header.source().slice(at + 8, (long) ENTRY_BYTES * count);
        for (int i = 0; i < count; i++) {
            int start = ENTRY_BYTES * i;
            String name = name(names, entries.getLong(start));
            require(entries.getInt(start + 16) != SOFT_LINK, join(name), "a link", "HDF5 members must be no links");
            boolean once = members.put(name, entries.getLong(start + 8)) == null;
            require(once, join(name), "it twice", "HDF5 names must differ");
            require(
                    members.size() <= MOST_MEMBERS,
                    header.place(),
                    "more",
                    "HDF5 members must be at most %d",
                    MOST_MEMBERS);
        }
    }

    private String name(ByteBuffer names, long at) throws IOException {
        require(at >= 0 && at < names.limit(), header.place(), at, "HDF5 name must lie inside the heap");
        int end = (int) at;
        while (end < names.limit() && names.get(end) != 0) {
            end++;
        }
        byte[] raw = new byte[end - (int) at];
        names.get((int) at, raw);
        return new String(raw, StandardCharsets.UTF_8);
    }
}
