package io.auricle.training.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Tables of the run folder: commas, a header, Unix line ends. */
public final class Csv {
    private Csv() {}

    /** Writes a header and rows. */
    public static String write(List<String> header, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(header);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new IllegalStateException("a table could not be written to memory", e);
        }
        return text.toString();
    }

    /** Reads the rows below a header; each has as many cells as the header should have. */
    public static List<List<String>> read(String what, int columns, String text) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<CsvRecord> records = csv.stream().skip(1).toList();
            for (CsvRecord record : records) {
                if (record.getFieldCount() != columns) {
                    throw new IOException(what + ", line " + record.getStartingLineNumber() + ": must have " + columns
                            + " columns, got " + record.getFieldCount());
                }
            }
            return records.stream().map(CsvRecord::getFields).toList();
        } catch (CsvParseException e) {
            throw new IOException(what + " must be CSV: " + e.getMessage(), e);
        }
    }
}
