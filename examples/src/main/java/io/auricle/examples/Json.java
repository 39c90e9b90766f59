package io.auricle.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;

/** What {@code --json} prints: one indented document, or a line for each of many. */
final class Json {

    private static final ObjectWriter LINE = new ObjectMapper().writer();
    private static final ObjectWriter DOCUMENT = LINE.with(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /**
     * Writes maps, lists and records as JSON.
     *
     * @param value what to write
     * @return the document
     */
    static String write(Object value) {
        return write(DOCUMENT, value);
    }

    /**
     * Writes a map or a record as one line of JSON.
     *
     * @param value what to write
     * @return the line, without its end
     */
    static String line(Object value) {
        return write(LINE, value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
