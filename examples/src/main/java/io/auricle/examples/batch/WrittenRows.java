package io.auricle.examples.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What an interrupted run has written.
 *
 * @param bytes  where the whole rows end that stay
 * @param paths  files that have their rows
 * @param errors how many of them have an error
 */
record WrittenRows(long bytes, Set<String> paths, int errors) {

    static WrittenRows none() {
        return new WrittenRows(0, Set.of(), 0);
    }

    /** Reads rows to the last whole one; of a timeline, to the last file but one, since rows of the last may be missing. */
    static WrittenRows read(Path file, InputStream in, RowFormat format, boolean timeline) throws IOException {
        Reader reader = new Reader(file, in, format);
        String header = format.header();
        if (!header.isEmpty()) {
            String first = reader.next();
            if (first == null) {
                return none();
            }
            if (!first.equals(header)) {
                throw new IOException(file + ": the first line must be " + header.strip() + ", got " + first.strip());
            }
        }
        return reader.rows(timeline);
    }

    private static final class Reader {
        private final Path file;
        private final InputStream in;
        private final RowFormat format;
        private long end;

        Reader(Path file, InputStream in, RowFormat format) {
            this.file = file;
            this.in = in;
            this.format = format;
        }

        WrittenRows rows(boolean timeline) throws IOException {
            Set<String> paths = new HashSet<>();
            String last = "";
            long lastStart = end;
            boolean lastError = false;
            int errors = 0;
            for (long start = end; ; start = end) {
                String text = next();
                if (text == null) {
                    break;
                }
                RowFormat.Row row = row(text, start);
                if (!row.path().equals(last)) {
                    last = row.path();
                    lastStart = start;
                    paths.add(last);
                }
                lastError = row.error();
                errors += row.error() ? 1 : 0;
            }
            if (timeline && !lastError && !last.isEmpty()) {
                paths.remove(last);
                return new WrittenRows(lastStart, paths, errors);
            }
            return new WrittenRows(end, paths, errors);
        }

        private RowFormat.Row row(String text, long start) throws IOException {
            try {
                return format.read(text);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": at byte " + start + ", " + e.getMessage(), e);
            }
        }

        /** The next whole row with its line feed, or null if there is none. */
        String next() throws IOException {
            ByteArrayOutputStream row = new ByteArrayOutputStream();
            boolean open = false;
            for (int value; (value = in.read()) != -1; ) {
                row.write(value);
                open ^= format.quoted() && value == '"';
                if (value == '\n' && !open) {
                    end += row.size();
                    return row.toString(StandardCharsets.UTF_8);
                }
            }
            return null;
        }
    }
}
