package io.auricle.features;

import static io.auricle.internal.Checks.check;

import io.auricle.features.internal.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A front end as a map: every setting by its own name, the rate once. Version 2 has five settings that version 1 lacks; a front end that
 * has them at their first values is written as version 1, so that files, cache keys and run identities of before stay valid.
 */
final class FrontEndMap {
    private static final ClipEnd FIRST_CLIP_END = ClipEnd.DROP;
    private static final StftConfig.ZeroFill FIRST_ZERO_FILL = StftConfig.ZeroFill.AROUND;
    private static final MelConfig.Slope FIRST_SLOPE = MelConfig.Slope.HERTZ;
    private static final double FIRST_OFFSET = 0;
    private static final DecibelConfig.Scale FIRST_SCALE = DecibelConfig.Scale.DECIBELS;

    private final int version;

    private FrontEndMap(int version) {
        this.version = version;
    }

    static Map<String, Object> write(FrontEnd frontEnd) {
        return new FrontEndMap(versionOf(frontEnd)).map(frontEnd);
    }

    private static int versionOf(FrontEnd frontEnd) {
        boolean first = frontEnd.clipEnd() == FIRST_CLIP_END
                && frontEnd.mel().stft().zeroFill() == FIRST_ZERO_FILL
                && frontEnd.mel().slope() == FIRST_SLOPE
                && frontEnd.decibels().offset() == FIRST_OFFSET
                && frontEnd.decibels().scale() == FIRST_SCALE;
        return first ? 1 : 2;
    }

    private Map<String, Object> map(FrontEnd frontEnd) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("sampleRateHz", frontEnd.sampleRateHz());
        map.put("windowSeconds", frontEnd.windowSeconds());
        map.put("hopSeconds", frontEnd.hopSeconds());
        map.put("shortClip", frontEnd.shortClip().name());
        if (version > 1) {
            map.put("clipEnd", frontEnd.clipEnd().name());
        }
        map.put("mel", mel(frontEnd.mel()));
        map.put("decibels", decibels(frontEnd.decibels()));
        return map;
    }

    private Map<String, Object> mel(MelConfig mel) {
        StftConfig stft = mel.stft();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fftSize", stft.fftSize());
        map.put("windowLength", stft.windowLength());
        map.put("hopLength", stft.hopLength());
        map.put("window", window(stft.window()));
        map.put("padding", stft.padding().name());
        map.put("power", stft.power());
        if (version > 1) {
            map.put("zeroFill", stft.zeroFill().name());
        }
        map.put("melBands", mel.melBands());
        map.put("minHz", mel.minHz());
        map.put("maxHz", mel.maxHz());
        map.put("scale", mel.scale().name());
        map.put("norm", mel.norm().name());
        if (version > 1) {
            map.put("slope", mel.slope().name());
        }
        return map;
    }

    private static Object window(Window window) {
        double[] own = window.own();
        return own == null ? window.toString() : Arrays.stream(own).boxed().toList();
    }

    private Map<String, Object> decibels(DecibelConfig decibels) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reference", decibels.reference() instanceof DecibelConfig.Value value ? value.power() : "max");
        map.put("amin", decibels.amin());
        map.put("topDb", decibels.topDb().isPresent() ? decibels.topDb().getAsDouble() : "none");
        if (version > 1) {
            map.put("offset", decibels.offset());
            map.put("scale", decibels.scale().name());
        }
        return map;
    }

    static FrontEnd read(Object value) {
        JsonObject map = JsonObject.of("frontEnd", value);
        int version = map.integer("version");
        check(version == 1 || version == 2, "frontEnd.version must be 1 or 2, got %d", version);
        FrontEnd frontEnd = new FrontEndMap(version).frontEnd(map);
        map.end();
        return frontEnd;
    }

    private FrontEnd frontEnd(JsonObject map) {
        int rate = map.integer("sampleRateHz");
        return new FrontEnd(
                rate,
                map.number("windowSeconds"),
                map.number("hopSeconds"),
                map.constant("shortClip", ShortClip.class),
                version > 1 ? map.constant("clipEnd", ClipEnd.class) : FIRST_CLIP_END,
                mel(map.object("mel"), rate),
                decibels(map.object("decibels")));
    }

    private MelConfig mel(JsonObject map, int rate) {
        StftConfig stft = new StftConfig(
                map.integer("fftSize"),
                map.integer("windowLength"),
                map.integer("hopLength"),
                window(map),
                map.constant("padding", Padding.class),
                map.number("power"),
                version > 1 ? map.constant("zeroFill", StftConfig.ZeroFill.class) : FIRST_ZERO_FILL);
        MelConfig mel = new MelConfig(
                rate,
                stft,
                map.integer("melBands"),
                map.number("minHz"),
                map.number("maxHz"),
                map.constant("scale", MelScale.class),
                map.constant("norm", MelNorm.class),
                version > 1 ? map.constant("slope", MelConfig.Slope.class) : FIRST_SLOPE);
        map.end();
        return mel;
    }

    private static Window window(JsonObject map) {
        Object window = map.get("window");
        if (window instanceof String name) {
            return Window.parse(name);
        } else if (window instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return Window.of(
                    list.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray());
        }
        throw map.wrong("window", "a window's name or a list of numbers");
    }

    private DecibelConfig decibels(JsonObject map) {
        DecibelConfig decibels = new DecibelConfig(
                "max".equals(map.get("reference"))
                        ? new DecibelConfig.Max()
                        : new DecibelConfig.Value(numberOr(map, "reference", "max")),
                map.number("amin"),
                "none".equals(map.get("topDb"))
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(numberOr(map, "topDb", "none")),
                version > 1 ? map.number("offset") : FIRST_OFFSET,
                version > 1 ? map.constant("scale", DecibelConfig.Scale.class) : FIRST_SCALE);
        map.end();
        return decibels;
    }

    private static double numberOr(JsonObject map, String key, String word) {
        if (map.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw map.wrong(key, "a number or \"" + word + "\"");
    }
}
