package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.internal.Json;
import io.auricle.features.internal.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A front end as JSON, version 1: every setting by its own name, the rate once. */
final class FrontEndJson {
    private static final int VERSION = 1;

    private FrontEndJson() {}

    static String write(FrontEnd frontEnd) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("sampleRateHz", frontEnd.sampleRateHz());
        json.put("windowSeconds", frontEnd.windowSeconds());
        json.put("hopSeconds", frontEnd.hopSeconds());
        json.put("shortClip", frontEnd.shortClip().name());
        json.put("mel", mel(frontEnd.mel()));
        json.put("decibels", decibels(frontEnd.decibels()));
        return Json.write(json);
    }

    private static Map<String, Object> mel(MelConfig mel) {
        StftConfig stft = mel.stft();
        double[] own = stft.window().own();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fftSize", stft.fftSize());
        json.put("windowLength", stft.windowLength());
        json.put("hopLength", stft.hopLength());
        json.put(
                "window",
                own == null
                        ? stft.window().toString()
                        : Arrays.stream(own).boxed().toList());
        json.put("padding", stft.padding().name());
        json.put("power", stft.power());
        json.put("melBands", mel.melBands());
        json.put("minHz", mel.minHz());
        json.put("maxHz", mel.maxHz());
        json.put("scale", mel.scale().name());
        json.put("norm", mel.norm().name());
        return json;
    }

    private static Map<String, Object> decibels(DecibelConfig decibels) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", decibels.reference() instanceof DecibelConfig.Value value ? value.power() : "max");
        json.put("amin", decibels.amin());
        json.put("topDb", decibels.topDb().isPresent() ? decibels.topDb().getAsDouble() : "none");
        return json;
    }

    static FrontEnd read(String text) {
        JsonObject json = JsonObject.parse("frontEnd", requireNonNull(text, "text"));
        int version = json.integer("version");
        check(version == VERSION, "frontEnd.version must be %d, the one this library knows, got %d", VERSION, version);
        int rate = json.integer("sampleRateHz");
        FrontEnd frontEnd = new FrontEnd(
                rate,
                json.number("windowSeconds"),
                json.number("hopSeconds"),
                json.constant("shortClip", ShortClip.class),
                mel(json.object("mel"), rate),
                decibels(json.object("decibels")));
        json.end();
        return frontEnd;
    }

    private static MelConfig mel(JsonObject json, int rate) {
        StftConfig stft = new StftConfig(
                json.integer("fftSize"),
                json.integer("windowLength"),
                json.integer("hopLength"),
                window(json),
                json.constant("padding", Padding.class),
                json.number("power"));
        MelConfig mel = new MelConfig(
                rate,
                stft,
                json.integer("melBands"),
                json.number("minHz"),
                json.number("maxHz"),
                json.constant("scale", MelScale.class),
                json.constant("norm", MelNorm.class));
        json.end();
        return mel;
    }

    private static Window window(JsonObject json) {
        Object window = json.get("window");
        if (window instanceof String name) {
            return Window.parse(name);
        } else if (window instanceof List<?> list && list.stream().allMatch(Double.class::isInstance)) {
            return Window.of(list.stream().mapToDouble(Double.class::cast).toArray());
        }
        throw json.wrong("window", "a window's name or a list of numbers");
    }

    private static DecibelConfig decibels(JsonObject json) {
        DecibelConfig decibels = new DecibelConfig(
                "max".equals(json.get("reference"))
                        ? new DecibelConfig.Max()
                        : new DecibelConfig.Value(numberOr(json, "reference", "max")),
                json.number("amin"),
                "none".equals(json.get("topDb"))
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(numberOr(json, "topDb", "none")));
        json.end();
        return decibels;
    }

    private static double numberOr(JsonObject json, String key, String word) {
        if (json.get(key) instanceof Double number) {
            return number;
        }
        throw json.wrong(key, "a number or \"" + word + "\"");
    }
}
