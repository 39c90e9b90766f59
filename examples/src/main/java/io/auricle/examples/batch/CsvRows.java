package io.auricle.examples.batch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Answers as CSV (RFC 4180) with a header; rankings as {@code label=probability}, separated by semicolons. */
record CsvRows(int top) implements RowFormat {
    private static final List<String> COLUMNS =
            List.of("path", "start_seconds", "end_seconds", "label", "probability", "sure", "ranking", "error");

    @Override
    public String suffix() {
        return ".csv";
    }

    @Override
    public String header() {
        return line(COLUMNS);
    }

    @Override
    public String rows(FileAnswer answer) {
        if (answer.error().isPresent()) {
            return line(List.of(
                    answer.path(), "", "", "", "", "", "", answer.error().get()));
        }
        return answer.segments().stream()
                .map(segment -> line(fields(answer.path(), segment)))
                .collect(Collectors.joining());
    }

    private List<String> fields(String path, Segment segment) {
        Prediction prediction = segment.prediction();
        return List.of(
                path,
                seconds(segment.startSeconds()),
                seconds(segment.endSeconds()),
                prediction.label(),
                probability(prediction.probability()),
                Boolean.toString(prediction.sure()),
                prediction.top(top).stream()
                        .map(ranked -> ranked.label() + "=" + probability(ranked.probability()))
                        .collect(Collectors.joining(";")),
                "");
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String probability(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    private static String line(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return text.toString();
    }

    @Override
    public Row read(String row) {
        List<CsvRecord> records;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(row)) {
            records = reader.stream().toList();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("a row must be CSV, got " + row.strip(), e);
        }
        if (records.size() != 1 || records.get(0).getFieldCount() != COLUMNS.size()) {
            throw new IllegalArgumentException("a row must have " + COLUMNS.size() + " columns, got " + row.strip());
        }
        return new Row(
                records.get(0).getField(0),
                !records.get(0).getField(COLUMNS.size() - 1).isEmpty());
    }

    @Override
    public boolean quoted() {
        return true;
    }
}
