package io.auricle.keras.internal.weights;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.graph.WeightNeed;
import io.auricle.keras.internal.graph.WeightNeed.Parameters;
import io.auricle.keras.internal.graph.WeightNeed.Role;
import io.auricle.keras.internal.h5.H5Dataset;
import io.auricle.keras.internal.h5.H5Group;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the arrays of each layer and checks their shapes; reads values only when all of them fit. */
public abstract class WeightStore {

    /**
     * The store of a file or of the weights in a {@code .keras} file.
     *
     * @param root the file's own group
     * @return the store
     * @throws IOException if it holds no weights of Keras
     */
    public static WeightStore of(H5Group root) throws IOException {
        if (root.has("model_weights")) {
            return new NamedWeights(root.group("model_weights"));
        }
        if (root.strings("layer_names").isPresent()
                || root.strings("layer_names0").isPresent()) {
            return new NamedWeights(root);
        }
        return NumberedWeights.open(root);
    }

    /** The arrays of one need, in the order of its roles. */
    abstract List<H5Dataset> find(WeightNeed need, List<WeightNeed> all) throws IOException;

    /**
     * Finds all arrays and checks their shapes.
     *
     * @param needs  what the graph needs
     * @param atMost bytes that all arrays may take together
     * @return what reads them
     * @throws IOException if an array is missing or has another shape
     */
    public Found find(List<WeightNeed> needs, long atMost) throws IOException {
        Map<String, List<H5Dataset>> found = new HashMap<>();
        long bytes = 0;
        for (WeightNeed need : needs) {
            if (!found.containsKey(need.path().name())) {
                List<H5Dataset> arrays = find(need, needs);
                check(need, arrays);
                bytes += arrays.stream().mapToLong(H5Dataset::bytes).sum();
                found.put(need.path().name(), arrays);
            }
        }
        require(bytes <= atMost, "", bytes, "weights must have at most the file's %d bytes", atMost);
        return parameters -> {
            for (WeightNeed need : needs) {
                List<H5Dataset> arrays = found.get(need.path().name());
                float[][] values = new float[arrays.size()][];
                for (int i = 0; i < values.length; i++) {
                    values[i] = arrays.get(i).read();
                }
                need.fill().fill(values, parameters);
            }
        };
    }

    /** Reads all weights into a graph. */
    @FunctionalInterface
    public interface Found {
        /**
         * Reads.
         *
         * @param parameters where they go
         * @throws IOException if the file is damaged
         */
        void readInto(Parameters parameters) throws IOException;
    }

    static void check(WeightNeed need, List<H5Dataset> arrays) throws Refusal {
        String place = "layer " + need.path().name();
        require(
                arrays.size() == need.roles().size(),
                place,
                arrays.size(),
                "its weights must be %d",
                need.roles().size());
        for (int i = 0; i < arrays.size(); i++) {
            Role role = need.roles().get(i);
            List<Long> shape = Arrays.stream(arrays.get(i).shape()).boxed().toList();
            String name = String.join(" or ", role.names());
            require(shape.equals(role.shape()), place, shape, "the shape of its %s must be %s", name, role.shape());
        }
    }
}
