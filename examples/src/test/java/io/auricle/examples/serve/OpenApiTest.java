package io.auricle.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI text holds for the server's real answers: every field is described, and every described field is there. */
class OpenApiTest {

    private static SoundClassifier classifier;
    private static SoundServer server;
    private static Client client;
    private static JsonNode description;

    @BeforeAll
    static void start() throws Exception {
        classifier = SmallModel.classifier();
        server = SoundServer.start(
                classifier, ServeOptions.defaults().withPort(0).withLargest(1, 5));
        client = new Client(server.address());
        description = Client.json(client.get("/api/openapi.json"));
    }

    @AfterAll
    static void close() {
        server.close();
        classifier.close();
    }

    @Test
    void an_answer_is_as_described_with_and_without_pictures() throws Exception {
        assertDescribed("/api/classify", "post", client.classify("?columns=16&hop=0.5", SmallModel.wav(2)), 200);
        assertDescribed("/api/classify", "post", client.classify("", SmallModel.wav(2)), 200);
    }

    @Test
    void every_refusal_is_as_described() throws Exception {
        byte[] wav = SmallModel.wav(1);
        assertDescribed("/api/classify", "post", client.classify("?top=0", wav), 400);
        assertDescribed("/api/classify", "post", client.classify("", wav, "Origin", "null"), 403);
        assertDescribed("/api/classify", "post", client.classify("", SmallModel.wav(6)), 413);
        assertDescribed("/api/classify", "post", client.classify("", "text".getBytes()), 415);
    }

    @Test
    void model_and_health_are_as_described() throws Exception {
        assertDescribed("/api/model", "get", client.get("/api/model"), 200);
        assertDescribed("/health", "get", client.get("/health"), 200);
    }

    @Test
    void the_described_bounds_of_the_query_are_the_real_ones() throws Exception {
        byte[] wav = SmallModel.wav(1);
        for (JsonNode parameter : description.at("/paths/~1api~1classify/post/parameters")) {
            String name = parameter.get("name").asText();
            for (String bound : List.of("minimum", "maximum")) {
                JsonNode value = parameter.at("/schema/" + bound);
                String beyond = bound.equals("minimum") ? "0.01" : "9999";
                assertThat(client.classify("?" + name + "=" + value.asText(), wav)
                                .statusCode())
                        .as("%s %s", name, value)
                        .isEqualTo(200);
                assertThat(client.classify("?" + name + "=" + beyond, wav).statusCode())
                        .as("%s %s", name, beyond)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void the_check_itself_notices_what_is_missing_extra_or_of_another_type() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode schema = description.at("/components/schemas/Error");
        assertThat(problems(schema, json.readTree("{\"status\":400,\"error\":\"x\"}"), "$"))
                .isEmpty();
        assertThat(problems(schema, json.readTree("{\"status\":400}"), "$")).isNotEmpty();
        assertThat(problems(schema, json.readTree("{\"status\":\"400\",\"error\":\"x\"}"), "$"))
                .isNotEmpty();
        assertThat(problems(schema, json.readTree("{\"status\":400,\"error\":\"x\",\"y\":1}"), "$"))
                .isNotEmpty();
    }

    private static void assertDescribed(String path, String method, HttpResponse<String> response, int status)
            throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode described = resolved(
                description.get("paths").get(path).get(method).get("responses").get("" + status));
        JsonNode schema = described.at("/content/application~1json/schema");
        assertThat(schema.isMissingNode()).isFalse();
        assertThat(problems(schema, Client.json(response), "$")).isEmpty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** What of a value is not as its schema says, as far as our schemas go. */
    private static List<String> problems(JsonNode reference, JsonNode value, String at) {
        JsonNode schema = resolved(reference);
        List<String> problems = new ArrayList<>();
        if (schema.has("const") && !schema.get("const").equals(value)) {
            problems.add(at + " is not " + schema.get("const"));
        }
        switch (schema.path("type").asText("any")) {
            case "object" -> {
                Set<String> names = new HashSet<>();
                value.fieldNames().forEachRemaining(names::add);
                schema.path("required").forEach(name -> {
                    if (!names.contains(name.asText())) {
                        problems.add(at + " lacks " + name.asText());
                    }
                });
                for (String name : names) {
                    if (schema.get("properties").has(name)) {
                        problems.addAll(problems(schema.get("properties").get(name), value.get(name), at + "." + name));
                    } else {
                        problems.add(at + "." + name + " is not described");
                    }
                }
            }
            case "array" -> {
                if (!value.isArray() || value.isEmpty()) {
                    problems.add(at + " is no filled array");
                }
                value.forEach(item -> problems.addAll(problems(schema.get("items"), item, at + "[]")));
            }
            case "string" -> expect(value.isTextual() && !value.asText().isEmpty(), at, "text", problems);
            case "integer" -> expect(value.isIntegralNumber(), at, "whole number", problems);
            case "boolean" -> expect(value.isBoolean(), at, "boolean", problems);
            case "number" -> expect(
                    value.isNumber()
                            && value.asDouble() >= schema.path("minimum").asDouble(-Double.MAX_VALUE)
                            && value.asDouble() <= schema.path("maximum").asDouble(Double.MAX_VALUE),
                    at,
                    "number in its range",
                    problems);
            default -> expect(schema.has("const"), at, "of a type that this test knows", problems);
        }
        return problems;
    }

    private static void expect(boolean ok, String at, String what, List<String> problems) {
        if (!ok) {
            problems.add(at + " is no " + what);
        }
    }
}
