package io.auricle.keras.internal.weights;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerSpec;
import io.auricle.keras.internal.config.ModelSpec;
import io.auricle.keras.internal.graph.WeightNeed;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import io.auricle.keras.internal.h5.H5Dataset;
import io.auricle.keras.internal.h5.H5Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keras 3's way, and that of {@code .keras} files of 2.12 and later: groups named after classes and numbered within each class, and arrays
 * numbered within each layer. A group's attribute {@code name}, where it has one, tells the layer. Files written on Windows have
 * backslashes in names.
 */
final class NumberedWeights extends WeightStore {
    private static final int DEEPEST = 16;
    private static final int MOST_GROUPS = 20_000;
    private static final List<String> CONTAINERS = List.of("layers", "_layer_checkpoint_dependencies");

    /** Path of a layer's part, with slashes only and without {@code vars}, to its group. */
    private final TreeMap<String, H5Group> parts = new TreeMap<>();

    private int groups;

    private NumberedWeights() {}

    static NumberedWeights open(H5Group root) throws IOException {
        NumberedWeights store = new NumberedWeights();
        for (String name : root.names()) {
            boolean layers = CONTAINERS.stream().anyMatch(c -> name.equals(c) || name.startsWith(c + "\\"));
            if (layers && root.isGroup(name)) {
                store.index(root.group(name), 0);
            }
        }
        require(!store.parts.isEmpty(), "", "other groups", "file must hold the weights of Keras layers");
        return store;
    }

    private void index(H5Group group, int depth) throws IOException {
        require(
                ++groups <= MOST_GROUPS && depth <= DEEPEST,
                group.path(),
                "more",
                "groups must be at most %d, %d deep",
                MOST_GROUPS,
                DEEPEST);
        for (String name : group.names()) {
            if (!group.isGroup(name)) {
                continue;
            }
            H5Group inner = group.group(name);
            if (name.equals("vars")) {
                parts.put(group.path().replace('\\', '/'), inner);
            } else {
                index(inner, depth + 1);
            }
        }
    }

    @Override
    List<H5Dataset> find(WeightNeed need, List<WeightNeed> all) throws IOException {
        String at = "";
        for (int depth = 0; depth < need.path().layers().size(); depth++) {
            at = member(
                    at, need.path().models().get(depth), need.path().layers().get(depth));
        }
        Map<String, Integer> used = new HashMap<>();
        List<H5Dataset> arrays = new ArrayList<>();
        for (Role role : need.roles()) {
            String part = role.part().isEmpty() ? at : at + "/" + role.part();
            H5Group group = parts.get(part);
            require(group != null, "layer " + need.path().name(), "none", "its weights must be in the group %s", part);
            arrays.add(group.dataset(String.valueOf(used.merge(part, 1, Integer::sum) - 1)));
        }
        for (Map.Entry<String, Integer> part : used.entrySet()) {
            int stored = parts.get(part.getKey()).names().size();
            require(
                    stored == part.getValue(),
                    "layer " + need.path().name(),
                    stored,
                    "its weights must be %d",
                    part.getValue());
        }
        return arrays;
    }

    /** The group of one layer of a model. */
    private String member(String model, ModelSpec spec, LayerSpec layer) throws IOException {
        String base = snake(layer.kind());
        TreeMap<Integer, String> ofClass = new TreeMap<>();
        for (String container : CONTAINERS) {
            String prefix = model.isEmpty() ? container + "/" : model + "/" + container + "/";
            for (String path : parts.tailMap(prefix, true).keySet()) {
                if (!path.startsWith(prefix)) {
                    break;
                }
                String rest = path.substring(prefix.length());
                String name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
                H5Group group = parts.get(prefix + name);
                if (group != null && group.strings("name").equals(java.util.Optional.of(List.of(layer.name())))) {
                    return prefix + name;
                }
                int number = number(name, base);
                if (number >= 0) {
                    ofClass.put(number, prefix + name);
                }
            }
        }
        List<LayerSpec> same = spec.layers().stream()
                .filter(l -> l.kind().equals(layer.kind()))
                .toList();
        require(
                same.size() == ofClass.size(),
                "layer " + layer.name(),
                ofClass.size(),
                "groups of the class %s must be %d",
                base,
                same.size());
        return List.copyOf(ofClass.values()).get(same.indexOf(layer));
    }

    /** 0 for the class's name alone, n for its name and a number; -1 for others. */
    private static int number(String name, String base) {
        if (name.equals(base)) {
            return 0;
        }
        String digits = name.startsWith(base + "_") ? name.substring(base.length() + 1) : "";
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : -1;
    }

    /** Keras's own rule. */
    static String snake(String kind) {
        return kind.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
