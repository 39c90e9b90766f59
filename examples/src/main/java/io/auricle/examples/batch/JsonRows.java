package io.auricle.examples.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.zoo.classify.FileAnswer;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers as JSON lines: an object a row. */
record JsonRows(int top) implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String suffix() {
        return ".jsonl";
    }

    @Override
    public String header() {
        return "";
    }

    @Override
    public String rows(FileAnswer answer) {
        if (answer.error().isPresent()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("path", answer.path());
            row.put("error", answer.error().get());
            return line(row);
        }
        return answer.segments().stream()
                .map(segment -> line(row(answer.path(), segment)))
                .collect(Collectors.joining());
    }

    private Map<String, Object> row(String path, Segment segment) {
        Prediction prediction = segment.prediction();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("path", path);
        row.put("startSeconds", segment.startSeconds());
        row.put("endSeconds", segment.endSeconds());
        row.put("label", prediction.label());
        row.put("probability", prediction.probability());
        row.put("sure", prediction.sure());
        row.put("labels", prediction.labels());
        row.put("ranking", prediction.top(top));
        return row;
    }

    private static String line(Map<String, Object> row) {
        try {
            return JSON.writeValueAsString(row) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // text and numbers only
        }
    }

    @Override
    public Row read(String row) {
        try {
            JsonNode json = JSON.readTree(row);
            if (json.path("path").isTextual()) {
                return new Row(json.get("path").textValue(), json.has("error"));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a row must be JSON, got " + row.strip(), e);
        }
        throw new IllegalArgumentException("a row must have a path, got " + row.strip());
    }

    @Override
    public boolean quoted() {
        return false;
    }
}
