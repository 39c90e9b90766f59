package io.auricle.zoo.model;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.PlainValues;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The entry {@code auricle.json}: all of a model but the network and its weights. */
record ModelJson(
        List<ModelInput> inputs,
        List<String> labels,
        OutputKind output,
        Map<String, Object> training,
        Thresholds thresholds) {
    static final int VERSION = 2;
    private static final int MOST_INPUTS = 16;
    private static final int MOST_LABELS = ModelCheck.MOST_LABELS;
    private static final long MOST_WINDOW_SAMPLES = 1 << 23; // 32 MB; over six minutes at 22 050 Hz
    private static final long MOST_FFT_SAMPLES = 1 << 26; // some hundred times the notebook's: a second
    private static final Set<String> FIELDS_1 =
            Set.of("formatVersion", "frontEnd", "labels", "standardizer", "threshold", "training");
    private static final Set<String> FIELDS_2 =
            Set.of("formatVersion", "inputs", "labels", "output", "thresholds", "training");
    private static final Set<String> INPUT_FIELDS =
            Set.of("name", "frontEnd", "windows", "standardizer", "axes", "shape");
    private static final String UNNAMED = "-"; // format 1 has one input, whatever the graph calls it

    static ModelJson read(JsonReader json) throws Refusal {
        int version = json.integer("formatVersion", 1, Integer.MAX_VALUE);
        require(
                version <= VERSION,
                json.entry(),
                version,
                "formatVersion must be at most %d, the newest that this Auricle reads; a newer Auricle wrote this file, update to read it",
                VERSION);
        return version == 1 ? readFirst(json) : readSecond(json);
    }

    private static ModelJson readFirst(JsonReader json) throws Refusal {
        json.onlyKeys(FIELDS_1);
        FrontEnd frontEnd = frontEnd(json.object("frontEnd"), 1);
        ModelInput input = ModelInput.of(UNNAMED, frontEnd, 1, standardizer(json.object("standardizer")));
        return new ModelJson(
                List.of(input), labels(json), OutputKind.SOFTMAX, training(json), thresholds(json, "threshold"));
    }

    private static ModelJson readSecond(JsonReader json) throws Refusal {
        json.onlyKeys(FIELDS_2);
        List<ModelInput> inputs = new ArrayList<>();
        for (JsonReader input : json.objects("inputs", MOST_INPUTS)) {
            inputs.add(input(input));
        }
        Set<String> words =
                Arrays.stream(OutputKind.values()).map(ModelJson::word).collect(Collectors.toSet());
        OutputKind output = OutputKind.valueOf(json.text("output", words).toUpperCase(Locale.ROOT));
        return new ModelJson(inputs, labels(json), output, training(json), thresholds(json, "thresholds"));
    }

    private static ModelInput input(JsonReader json) throws Refusal {
        json.onlyKeys(INPUT_FIELDS);
        int windows = json.integer("windows", 1, ModelInput.MOST_WINDOWS);
        Optional<FrontEnd> frontEnd = json.json().path("frontEnd").isNull()
                ? Optional.empty()
                : Optional.of(frontEnd(json.object("frontEnd"), windows));
        AxisOrder order = AxisOrder.of(json.text("axes", Set.copyOf(AxisOrder.words())));
        List<Long> shape = Arrays.stream(json.integers("shape", 1, 3, 1, 1 << 26))
                .mapToObj(Long::valueOf)
                .toList();
        JsonNode name = json.json().path("name");
        require(name.isTextual(), json.entry(), JsonReader.shown(name), "%s.name must be a text", json.place());
        try {
            return new ModelInput(
                    name.textValue(), frontEnd, windows, standardizer(json.object("standardizer")), order, shape);
        } catch (IllegalArgumentException e) {
            throw new Refusal(json.entry(), json.place() + " must be an input", e.getMessage());
        }
    }

    /** The inputs by the names of the graph, which format 1 does not hold. */
    List<ModelInput> namedInputs(JsonNode configuration) throws Refusal {
        if (!inputs.get(0).name().equals(UNNAMED)) {
            return inputs;
        }
        List<String> names =
                new JsonReader(ModelContents.CONFIGURATION, "", configuration).names("networkInputs", MOST_INPUTS);
        require(names.size() == 1, ModelContents.CONFIGURATION, names, "networkInputs must be one name");
        ModelInput only = inputs.get(0);
        return List.of(ModelInput.of(names.get(0), only.frontEnd().orElseThrow(), only.windows(), only.standardizer()));
    }

    private static FrontEnd frontEnd(JsonReader json, int windows) throws Refusal {
        FrontEnd frontEnd;
        try {
            frontEnd = FrontEnd.fromJson(json.json().toString());
        } catch (IllegalArgumentException e) {
            throw new Refusal(json.entry(), json.place() + " must be a front end", e.getMessage());
        }
        long samples = frontEnd.windowSamples() + (windows - 1L) * frontEnd.hopSamples();
        require(
                samples <= MOST_WINDOW_SAMPLES,
                json.entry(),
                samples,
                "%s must have windows of at most %d samples",
                json.place(),
                MOST_WINDOW_SAMPLES);
        long work = (long) windows * frontEnd.frames() * frontEnd.mel().stft().fftSize();
        require(
                work <= MOST_FFT_SAMPLES,
                json.entry(),
                work,
                "%s must put at most %d samples a window through its FFT",
                json.place(),
                MOST_FFT_SAMPLES);
        return frontEnd;
    }

    private static List<String> labels(JsonReader json) throws Refusal {
        return json.names("labels", MOST_LABELS);
    }

    private static Standardizer standardizer(JsonReader json) throws Refusal {
        json.onlyKeys(Set.of("mean", "standardDeviation"));
        double mean = json.number("mean");
        double deviation = json.number("standardDeviation");
        try {
            return new Standardizer(mean, deviation);
        } catch (IllegalArgumentException e) {
            throw new Refusal(json.entry(), json.place() + " must be in range", e.getMessage());
        }
    }

    /** Null, a number, or a list of numbers. */
    private static Thresholds thresholds(JsonReader json, String key) throws Refusal {
        JsonNode node = json.json().path(key);
        List<Double> values = new ArrayList<>();
        boolean list = node.isArray() && node.size() >= 1 && node.size() <= MOST_LABELS;
        for (JsonNode value : list ? node : node.isNull() ? List.<JsonNode>of() : List.of(node)) {
            require(
                    value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1,
                    json.entry(),
                    JsonReader.shown(value),
                    "%s must be in [0, 1], or null",
                    key);
            values.add(value.doubleValue());
        }
        return new Thresholds(values);
    }

    private static Map<String, Object> training(JsonReader auricle) throws Refusal {
        JsonReader json = auricle.object("training");
        try {
            Map<?, ?> values = StrictJson.MAPPER.treeToValue(json.json(), Map.class);
            Map<String, Object> named = new LinkedHashMap<>();
            values.forEach((key, value) -> named.put((String) key, value));
            return PlainValues.copyOf("training", named);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Refusal(json.entry(), "training must hold plain values", e.getMessage());
        }
    }

    private static String word(OutputKind output) {
        return output.name().toLowerCase(Locale.ROOT);
    }

    static byte[] write(SoundModel model) throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", VERSION);
        List<Object> inputs = new ArrayList<>();
        for (ModelInput input : model.inputs()) {
            inputs.add(map(input));
        }
        json.put("inputs", inputs);
        json.put("labels", model.labels());
        json.put("output", word(model.output()));
        List<Double> thresholds = model.thresholds().values();
        json.put("thresholds", thresholds.isEmpty() ? null : thresholds.size() == 1 ? thresholds.get(0) : thresholds);
        json.put("training", model.training());
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    private static Map<String, Object> map(ModelInput input) throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", input.name());
        json.put(
                "frontEnd",
                input.frontEnd().isPresent()
                        ? StrictJson.MAPPER.readTree(input.frontEnd().get().toJson())
                        : null);
        json.put("windows", input.windows());
        Map<String, Object> standardizer = new LinkedHashMap<>();
        standardizer.put("mean", input.standardizer().mean());
        standardizer.put("standardDeviation", input.standardizer().standardDeviation());
        json.put("standardizer", standardizer);
        json.put("axes", input.order().word());
        json.put("shape", input.shape());
        return json;
    }
}
