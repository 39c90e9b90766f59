package io.auricle.features.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void everything_that_json_has_comes_back() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "quote \" slash \\ line \n bell \u0007 ü");
        value.put("numbers", List.of(0.1, -0.0, 1e-300, 1e300, 5e-324));
        value.put("words", new ArrayList<>(Arrays.asList(true, false, null)));
        value.put("empty", List.of(Map.of(), List.of()));

        assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    }

    @Test
    void escapes_are_read() {
        assertThat(Json.parse("\"\\u00e4\\t\\/\\b\\f\\r\\\\\"")).isEqualTo("ä\t/\b\f\r\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":1,}",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "NaN",
                "Infinity",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\nb\"",
                "1 1",
                "// 1",
                "{\"a\":1,\"a\":2}"
            })
    void what_is_not_json_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse(text))
                .withMessageStartingWith("json must have ");
    }

    @ParameterizedTest
    @CsvSource({"32, true", "33, false", "100000, false"})
    void depth_is_bounded(int depth, boolean read) {
        String text = "[".repeat(depth) + "]".repeat(depth);

        if (read) {
            assertThat(Json.parse(text)).isInstanceOf(List.class);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Json.parse(text))
                    .withMessage("json must have at most 32 levels at position 32, got '['");
        }
    }
}
