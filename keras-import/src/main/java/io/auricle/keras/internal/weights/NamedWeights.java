package io.auricle.keras.internal.weights;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerSpec;
import io.auricle.keras.internal.graph.LayerPath;
import io.auricle.keras.internal.graph.WeightNeed;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import io.auricle.keras.internal.h5.H5Dataset;
import io.auricle.keras.internal.h5.H5Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keras 1 and 2's way, which Keras 3 still writes into {@code .h5}: a group for each layer of the outermost model, with the names of its
 * weights in order. The weights of a model inside a model are one list: first all that are learnt, then all others.
 */
final class NamedWeights extends WeightStore {
    private static final Set<String> KNOWN_NAMES = Set.of(
            "kernel",
            "recurrent_kernel",
            "bias",
            "gamma",
            "beta",
            "moving_mean",
            "moving_variance",
            "running_mean",
            "running_std",
            "alpha",
            "depthwise_kernel",
            "pointwise_kernel");

    private final H5Group root;
    private final Map<String, List<H5Dataset>> ofOutermost = new HashMap<>();

    NamedWeights(H5Group root) {
        this.root = root;
    }

    private record Place(WeightNeed need, int role) {}

    @Override
    List<H5Dataset> find(WeightNeed need, List<WeightNeed> all) throws IOException {
        String outermost = need.path().layers().get(0).name();
        List<H5Dataset> arrays = arrays(outermost);
        List<Place> places = places(outermost, all);
        require(
                arrays.size() == places.size(),
                "layer " + outermost,
                arrays.size(),
                "its weights must be %d",
                places.size());
        List<H5Dataset> found = new ArrayList<>();
        for (int role = 0; role < need.roles().size(); role++) {
            int at = index(places, need, role);
            checkName(outermost, need.roles().get(role), arrays.get(at));
            found.add(arrays.get(at));
        }
        return found;
    }

    private static int index(List<Place> places, WeightNeed need, int role) {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.role == role
                    && place.need.path().name().equals(need.path().name())) {
                return i;
            }
        }
        throw new IllegalStateException("a need must be one of all");
    }

    private List<H5Dataset> arrays(String layer) throws IOException {
        List<H5Dataset> known = ofOutermost.get(layer);
        if (known != null) {
            return known;
        }
        H5Group group = root.group(layer);
        List<String> names = names(group);
        List<H5Dataset> arrays = new ArrayList<>();
        for (String name : names) {
            arrays.add(group.dataset(name));
        }
        ofOutermost.put(layer, arrays);
        return arrays;
    }

    /** Long lists are cut into several attributes. */
    private static List<String> names(H5Group group) throws IOException {
        Optional<List<String>> whole = group.strings("weight_names");
        if (whole.isPresent()) {
            return whole.get();
        }
        List<String> names = new ArrayList<>();
        Optional<List<String>> part = group.strings("weight_names0");
        require(part.isPresent(), group.path(), "none", "group must have the attribute weight_names");
        for (int i = 1; part.isPresent(); i++) {
            names.addAll(part.get());
            part = group.strings("weight_names" + i);
        }
        return names;
    }

    /** All weights below an outermost layer in Keras's order. */
    private static List<Place> places(String outermost, List<WeightNeed> all) {
        List<WeightNeed> needs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (WeightNeed need : all) {
            if (need.path().layers().get(0).name().equals(outermost)
                    && seen.add(need.path().name())) {
                needs.add(need);
            }
        }
        needs.sort(Comparator.comparing(WeightNeed::path, NamedWeights::compare));
        List<Place> learnt = new ArrayList<>();
        List<Place> others = new ArrayList<>();
        for (WeightNeed need : needs) {
            for (int role = 0; role < need.roles().size(); role++) {
                boolean first = need.roles().get(role).learnt() && need.path().trainable();
                (first ? learnt : others).add(new Place(need, role));
            }
        }
        learnt.addAll(others);
        return learnt;
    }

    private static int compare(LayerPath one, LayerPath two) {
        for (int depth = 0; depth < Math.min(one.layers().size(), two.layers().size()); depth++) {
            int order = Integer.compare(index(one, depth), index(two, depth));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int index(LayerPath path, int depth) {
        List<String> names =
                path.models().get(depth).layers().stream().map(LayerSpec::name).toList();
        return names.indexOf(path.layers().get(depth).name());
    }

    /** A name that Keras gives another weight shows a wrong order. */
    private static void checkName(String layer, Role role, H5Dataset array) throws IOException {
        String last = array.path().substring(array.path().lastIndexOf('/') + 1);
        String name = last.replaceAll(":\\d+$", "").replaceAll("_\\d+$", "");
        boolean fits = !KNOWN_NAMES.contains(name) || role.names().contains(name);
        require(
                fits,
                "layer " + layer,
                name,
                "the next of its weights must be its %s",
                String.join(" or ", role.names()));
    }
}
