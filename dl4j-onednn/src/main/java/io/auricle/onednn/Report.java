package io.auricle.onednn;

import java.util.List;

/**
 * What of a network runs where, and why.
 *
 * @param network   one line about the network as a whole
 * @param precision of products, as {@link Precision#AUTO} was resolved; {@link Precision#FLOAT32} without a plan
 * @param layers    one entry per layer or vertex, in the order of execution
 */
public record Report(String network, Precision precision, List<Entry> layers) {
    public Report {
        layers = List.copyOf(layers);
    }

    /** Where a layer runs. */
    public enum Place {
        /** In the compiled plan of the whole network, on oneDNN. */
        PLAN,
        /** As stock Deeplearning4j runs it: within the plan if there is one, else with the whole network. */
        STOCK
    }

    /**
     * One layer or vertex.
     *
     * @param name   its name in the configuration
     * @param kind   its class
     * @param place  where it runs
     * @param reason why there
     * @param primitives what ran of oneDNN so far, each once; empty before the first pass and where stock code runs
     */
    public record Entry(String name, String kind, Place place, String reason, List<Primitive> primitives) {
        public Entry {
            primitives = List.copyOf(primitives);
        }
    }

    /**
     * A compiled operation of oneDNN.
     *
     * @param operation      what it computes, such as {@code convolution_forward}
     * @param implementation oneDNN's name of the code that this processor runs, such as {@code jit:avx512_core}
     */
    public record Primitive(String operation, String implementation) {}

    /** Whether every layer is part of a compiled plan. */
    public boolean compiled() {
        return layers.stream().allMatch(entry -> entry.place() == Place.PLAN);
    }

    /** A table for a person. */
    @Override
    public String toString() {
        var out = new StringBuilder(network).append('\n');
        for (Entry e : layers) {
            out.append(String.format("  %-20s %-22s %-7s %s%n", e.name, e.kind, e.place, e.reason));
        }
        return out.toString();
    }
}
