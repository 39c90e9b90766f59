package io.auricle.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Keras model as a test describes it: written as a file of Keras 2 or 3, and computed by the reference. */
final class TestModel {
    private static final ObjectMapper JSON = new ObjectMapper();

    final int major;
    final RandomGenerator random = new SplittableRandom(11);
    private final Integer[] inputShape;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> ofClass = new HashMap<>();
    private boolean functional;
    private boolean namesInVars;

    /** A weight: the last part of its name, where Keras 3 keeps it below the layer, and its values. */
    record Weight(String name, String part, Nd value) {
        static Weight of(String name, Nd value) {
            return new Weight(name, "", value);
        }
    }

    /** One layer, which may be a model and may be used several times. */
    private record Step(
            String kind,
            String name,
            Map<String, Object> config,
            List<Weight> weights,
            TestModel nested,
            List<List<String>> calls,
            Function<List<Nd>, Nd> reference) {

        void collect(List<String> names, List<Weight> into, int major) {
            for (Weight weight : weights) {
                String place = weight.part.isEmpty() ? name : name + "/" + weight.part;
                names.add(place + "/" + weight.name + (major >= 3 ? "" : ":0"));
                into.add(weight);
            }
            if (nested != null) {
                nested.steps.forEach(step -> step.collect(names, into, major));
            }
        }
    }

    TestModel(int major, Integer... inputShape) {
        this.major = major;
        this.inputShape = inputShape;
    }

    TestModel namesInVars() {
        namesInVars = true;
        return this;
    }

    Nd weight(double scale, int... shape) {
        return Nd.random(random, scale, shape);
    }

    TestModel add(String kind, Map<String, Object> config, List<Weight> weights, UnaryOperator<Nd> reference) {
        String previous = steps.isEmpty() ? "input" : steps.get(steps.size() - 1).name;
        return add(kind, config, weights, List.of(previous), in -> reference.apply(in.get(0)));
    }

    /** The same with its inputs named, which makes the model functional. */
    TestModel join(
            String kind,
            Map<String, Object> config,
            List<Weight> weights,
            List<String> inputs,
            Function<List<Nd>, Nd> reference) {
        functional = true;
        return add(kind, config, weights, inputs, reference);
    }

    private TestModel add(
            String kind,
            Map<String, Object> config,
            List<Weight> weights,
            List<String> inputs,
            Function<List<Nd>, Nd> reference) {
        int number = ofClass.merge(kind, 1, Integer::sum) - 1;
        String name = snake(kind) + "_" + (number + 7); // names differ from numbers in the file, as they do in Keras
        Map<String, Object> all = new LinkedHashMap<>(config);
        all.put("name", name);
        steps.add(new Step(kind, name, all, weights, null, new ArrayList<>(List.of(inputs)), reference));
        return this;
    }

    /** Uses a whole model as a layer. */
    TestModel nest(TestModel inner, String input) {
        String kind = inner.functional ? "Functional" : "Sequential";
        List<List<String>> calls = new ArrayList<>(List.of(List.of(input)));
        steps.add(new Step(kind, "inner", inner.config(), List.of(), inner, calls, in -> inner.answer(in.get(0))));
        return this;
    }

    /** Uses the last layer once more. */
    TestModel again(String input) {
        functional = true;
        steps.get(steps.size() - 1).calls.add(List.of(input));
        return this;
    }

    String lastCall() {
        Step last = steps.get(steps.size() - 1);
        return last.calls.size() == 1 ? last.name : last.name + "#" + (last.calls.size() - 1);
    }

    String lastName() {
        return steps.get(steps.size() - 1).name;
    }

    static String snake(String kind) {
        return switch (kind) {
            case "PReLU" -> "p_re_lu";
            case "LSTM" -> "lstm";
            case "ReLU" -> "re_lu";
            default -> kind.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
        };
    }

    Nd answer(Nd input) {
        Map<String, Nd> known = new HashMap<>(Map.of("input", input));
        for (Step step : steps) {
            for (int call = 0; call < step.calls.size(); call++) {
                Nd answer = step.reference.apply(
                        step.calls.get(call).stream().map(known::get).toList());
                known.put(call == 0 ? step.name : step.name + "#" + call, answer);
            }
        }
        return known.get(lastName());
    }

    String json() {
        try {
            return JSON.writeValueAsString(
                    Map.of("class_name", functional ? "Functional" : "Sequential", "config", config()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> config() {
        List<Object> layers = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        batch.add(null);
        batch.addAll(Arrays.asList(inputShape));
        Map<String, Object> input = new HashMap<>(Map.of("name", "input"));
        input.put(major >= 3 ? "batch_shape" : "batch_input_shape", batch);
        layers.add(entry("InputLayer", input, "input", List.of()));
        for (Step step : steps) {
            layers.add(entry(step.kind, step.config, step.name, step.calls));
        }
        Map<String, Object> config = new LinkedHashMap<>(Map.of("name", "model", "layers", layers));
        if (functional) {
            config.put("input_layers", List.of(List.of("input", 0, 0)));
            config.put("output_layers", major >= 3 ? List.of(lastName(), 0, 0) : List.of(List.of(lastName(), 0, 0)));
        }
        return config;
    }

    private Map<String, Object> entry(String kind, Map<String, Object> config, String name, List<List<String>> calls) {
        Map<String, Object> named = new LinkedHashMap<>(config);
        named.put("name", name);
        Map<String, Object> entry = new LinkedHashMap<>(Map.of("class_name", kind, "config", named));
        if (major >= 3) {
            entry.put("module", "keras.layers");
            entry.put("registered_name", null);
        }
        if (functional) {
            entry.put("name", name);
            entry.put(
                    "inbound_nodes",
                    calls.stream().map(major >= 3 ? this::node3 : this::node2).toList());
        }
        return entry;
    }

    /** Keras counts the calls of models from 1. */
    private List<Object> ref(String input) {
        String name = input.contains("#") ? input.substring(0, input.indexOf('#')) : input;
        int call = input.contains("#") ? Integer.parseInt(input.substring(input.indexOf('#') + 1)) : 0;
        boolean model = steps.stream().anyMatch(step -> step.name.equals(name) && step.nested != null);
        return List.of(name, call + (model ? 1 : 0), 0);
    }

    private Object node2(List<String> inputs) {
        return inputs.stream()
                .map(input -> {
                    List<Object> ref = new ArrayList<>(ref(input));
                    ref.add(Map.of());
                    return ref;
                })
                .toList();
    }

    private Object node3(List<String> inputs) {
        List<Object> tensors = inputs.stream()
                .map(input -> (Object) Map.of(
                        "class_name",
                        "__keras_tensor__",
                        "config",
                        Map.of("dtype", "float32", "keras_history", ref(input))))
                .toList();
        return Map.of("args", inputs.size() == 1 ? tensors : List.of(tensors), "kwargs", Map.of());
    }

    /** As {@code save} of Keras 2 writes it, and Keras 3 into {@code .h5}. */
    TestH5 h5() {
        TestH5 file = new TestH5();
        file.attribute("model_config", json());
        file.attribute("keras_version", major + ".1.0");
        writeWeights(file.group("model_weights"));
        return file;
    }

    private void writeWeights(TestH5 root) {
        root.attribute("layer_names", steps.stream().map(Step::name).toList(), major < 3);
        for (Step step : steps) {
            TestH5 group = root.group(step.name);
            List<String> names = new ArrayList<>();
            List<Weight> weights = new ArrayList<>();
            step.collect(names, weights, major);
            sortLearntFirst(names, weights);
            for (int i = 0; i < names.size(); i++) {
                Nd value = weights.get(i).value;
                group.array(names.get(i), value.longShape(), value.floats(), 4);
            }
            group.attribute("weight_names", names, major < 3);
        }
    }

    private static void sortLearntFirst(List<String> names, List<Weight> weights) {
        for (int i = 0, left = weights.size(); left > 0; left--) {
            if (weights.get(i).name.startsWith("moving")) {
                names.add(names.remove(i));
                weights.add(weights.remove(i));
            } else {
                i++;
            }
        }
    }

    /** The weights as Keras 3 keeps them in a {@code .keras} file. */
    TestH5 numbered() {
        TestH5 file = new TestH5();
        writeNumbered(file);
        return file;
    }

    private void writeNumbered(TestH5 model) {
        Map<String, Integer> numbers = new HashMap<>();
        TestH5 layers = model.group("layers");
        model.group("vars");
        for (Step step : steps) {
            int number = numbers.merge(step.kind, 1, Integer::sum) - 1;
            TestH5 layer = layers.group(snake(step.kind) + (number == 0 ? "" : "_" + number));
            TestH5 own = layer.group("vars");
            if (namesInVars) {
                own.attribute("name", step.name);
            }
            if (step.nested != null) {
                step.nested.writeNumbered(layer);
            }
            Map<String, Integer> used = new HashMap<>();
            for (Weight weight : step.weights) {
                TestH5 vars =
                        weight.part.isEmpty() ? own : layer.group(weight.part).group("vars");
                int place = used.merge(weight.part, 1, Integer::sum) - 1;
                vars.array(String.valueOf(place), weight.value.longShape(), weight.value.floats(), 4);
            }
        }
    }

    Path writeH5(Path folder) throws IOException {
        return Files.write(folder.resolve("model.h5"), h5().bytes());
    }

    Path writeKeras(Path folder) throws IOException {
        Path file = folder.resolve("model.keras");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            store(
                    zip,
                    "metadata.json",
                    ("{\"keras_version\": \"" + major + ".10.0\"}").getBytes(StandardCharsets.UTF_8));
            store(zip, "config.json", json().getBytes(StandardCharsets.UTF_8));
            store(zip, "model.weights.h5", numbered().bytes());
        }
        return file;
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
