package io.auricle.onednn;

import java.util.List;

/**
 * What of a network runs where, and why.
 *
 * @param network  one line about the network as a whole
 * @param layers   one entry per layer or vertex, in the order of execution
 */
public record Report(String network, List<Entry> layers) {
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
     */
    public record Entry(String name, String kind, Place place, String reason) {}

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
