package io.auricle.training.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON of the run folder. */
public final class Json {
    /** The one mapper; configured once, never changed. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** Writes a tree as indented text with Unix line ends. */
    public static String pretty(JsonNode tree) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON could not be written", e);
        }
    }

    /** Reads an object from a file; whatever is wrong with it, the message names the file. */
    public static JsonNode read(Path file) throws IOException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation().getLineNr();
            throw new IOException(file + ", line " + line + ": must be JSON, it is cut short or damaged", e);
        }
        if (!tree.isObject()) {
            throw new IOException(
                    file + " must hold a JSON object, " + (tree.isMissingNode() ? "it is empty" : "got " + tree));
        }
        return tree;
    }

    /** Reads one JSON text that we made ourselves. */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
