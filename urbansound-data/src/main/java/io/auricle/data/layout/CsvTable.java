package io.auricle.data.layout;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.auricle.data.MalformedDataException;
import io.auricle.data.internal.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A comma-separated file with a header, held in memory; every refusal names path, line and column. */
final class CsvTable {
    private static final long MOST_BYTES = 64L << 20;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private final Path path;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<String> spelled = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(Path path) {
        this.path = path;
    }

    /**
     * Reads all rows. UTF-8 with or without a mark, LF or CRLF; blank lines are passed over; columns in any order, those not
     * required are kept too.
     *
     * @param aliases other spellings of required columns
     */
    static CsvTable read(Path path, List<String> required, Map<String, String> aliases) throws IOException {
        CsvTable table = new CsvTable(path);
        String text = decode(path);
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord record : reader) {
                table.add(record, required, aliases);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            MalformedDataException malformed = new MalformedDataException(
                    path,
                    1 + table.lastLine(),
                    required.get(0),
                    "be comma-separated values with closed quotes",
                    String.valueOf(e.getMessage()));
            malformed.initCause(e);
            throw malformed;
        }
        table.requireRows(required);
        return table;
    }

    List<Row> rows() {
        return rows;
    }

    /** Refuses a value that two rows have, naming the first row. */
    void requireUnique(String column) throws MalformedDataException {
        Map<String, Long> lines = new HashMap<>();
        for (Row row : rows) {
            Long earlier = lines.putIfAbsent(row.nonBlank(column), row.line());
            row.require(earlier == null, column, "be unique, first seen on line " + earlier);
        }
    }

    private long lastLine() {
        return rows.isEmpty() ? (columns.isEmpty() ? 0 : 1) : rows.get(rows.size() - 1).line;
    }

    private void requireRows(List<String> required) throws MalformedDataException {
        String header = "begin with the header " + String.join(",", required);
        if (columns.isEmpty()) {
            throw new MalformedDataException(path, 1, required.get(0), header, "an empty file");
        }
        if (rows.isEmpty()) {
            throw new MalformedDataException(
                    path, 2, required.get(0), "be followed by at least one row", "end of file");
        }
    }

    private void add(CsvRecord record, List<String> required, Map<String, String> aliases)
            throws MalformedDataException {
        if (columns.isEmpty()) {
            addHeader(record, required, aliases);
            return;
        }
        if (record.getFieldCount() != columns.size()) {
            throw new MalformedDataException(
                    path,
                    record.getStartingLineNumber(),
                    spelled.get(Math.min(record.getFieldCount(), spelled.size() - 1)),
                    "belong to a row of " + columns.size() + " values",
                    record.getFieldCount() + " values: " + String.join(",", record.getFields()));
        }
        rows.add(new Row(record.getStartingLineNumber(), record.getFields()));
    }

    private void addHeader(CsvRecord record, List<String> required, Map<String, String> aliases)
            throws MalformedDataException {
        String all = String.join(",", record.getFields());
        for (String field : record.getFields()) {
            String name = field.strip();
            spelled.add(name);
            if (columns.put(aliases.getOrDefault(name, name), columns.size()) != null) {
                throw new MalformedDataException(
                        path, record.getStartingLineNumber(), name, "be unique in the header", all);
            }
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                throw new MalformedDataException(
                        path,
                        record.getStartingLineNumber(),
                        name,
                        "be in the header (needed: " + String.join(",", required) + ")",
                        all);
            }
        }
    }

    private static String decode(Path path) throws IOException {
        long size = Files.size(path);
        if (size > MOST_BYTES) {
            throw new MalformedDataException(path, 1, "all", "fit into " + (MOST_BYTES >> 20) + " MB", size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            throw new MalformedDataException(
                    path, line, "all", "be UTF-8 text", String.format("byte 0x%02X", bytes.get(bytes.position())));
        }
        return text.length() > 0 && text.charAt(0) == '\uFEFF'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    /** One row with its place in the file. */
    final class Row {
        private final long line;
        private final List<String> values;

        private Row(long line, List<String> values) {
            this.line = line;
            this.values = values;
        }

        long line() {
            return line;
        }

        boolean has(String column) {
            return columns.containsKey(column);
        }

        String text(String column) {
            return values.get(columns.get(column)).strip();
        }

        String nonBlank(String column) throws MalformedDataException {
            String value = text(column);
            require(!value.isEmpty(), column, "not be blank");
            return value;
        }

        /** A file name that stays in its folder. */
        String fileName(String column) throws MalformedDataException {
            String name = nonBlank(column);
            boolean plain = name.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ') && !name.startsWith(".");
            require(plain, column, "be a plain file name");
            return name;
        }

        /** A file that lies in a folder, whether it exists or not. */
        Path file(Path folder, String column) throws MalformedDataException {
            return resolve(folder, fileName(column), column);
        }

        /** The file of a name that a column holds. */
        Path resolve(Path folder, String name, String column) throws MalformedDataException {
            try {
                return folder.resolve(name);
            } catch (InvalidPathException e) {
                MalformedDataException malformed =
                        new MalformedDataException(path, line, spelled.get(columns.get(column)), Names.RULE, name);
                malformed.initCause(e);
                throw malformed;
            }
        }

        int wholeNumber(String column, int least, int most) throws MalformedDataException {
            String value = text(column);
            boolean digits =
                    !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
            int number = digits ? Integer.parseInt(value) : -1;
            require(
                    digits && number >= least && number <= most,
                    column,
                    "be a whole number from " + least + " to " + most);
            return number;
        }

        double seconds(String column) throws MalformedDataException {
            String value = text(column);
            double number = NUMBER.matcher(value).matches() ? Double.parseDouble(value) : -1;
            require(number >= 0 && number < Double.POSITIVE_INFINITY, column, "be a number of seconds, at least 0");
            return number;
        }

        void require(boolean holds, String column, String rule) throws MalformedDataException {
            if (!holds) {
                throw new MalformedDataException(path, line, spelled.get(columns.get(column)), rule, text(column));
            }
        }
    }
}
