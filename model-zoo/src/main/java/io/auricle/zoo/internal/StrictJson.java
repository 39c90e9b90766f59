package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON from a stranger: UTF-8, one object, no key twice, nothing behind it, and no deep nesting. */
public final class StrictJson {
    private static final int DEEPEST = 40;
    private static final int LONGEST_TEXT = 100_000;

    /** Reads strictly; writes plainly. Safe to share. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /**
     * Parses an entry.
     *
     * @param entry its name
     * @param bytes its bytes
     * @return the object
     * @throws Refusal if it is not one strict JSON object
     */
    public static ObjectNode parse(String entry, byte[] bytes) throws Refusal {
        JsonNode json;
        try {
            json = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Refusal(entry, "must be JSON in UTF-8", "other bytes");
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            String line = where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr();
            throw new Refusal(entry + line, "must be JSON", e.getOriginalMessage());
        }
        require(json instanceof ObjectNode, entry, json.getNodeType(), "must be a JSON object");
        return (ObjectNode) json;
    }
}
