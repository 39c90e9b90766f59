package io.auricle.keras.internal.graph;

import java.util.List;
import java.util.Set;

/**
 * The weights that a vertex needs, found and checked before any is read.
 *
 * @param path  the layer
 * @param roles its weights, in Keras's order
 * @param fill  what to do with them
 */
public record WeightNeed(LayerPath path, List<Role> roles, Fill fill) {

    /**
     * One weight.
     *
     * @param names names that Keras gives it
     * @param shape its shape in Keras
     * @param learnt whether it is learnt, or a moving statistic
     * @param part  where Keras 3 keeps it below the layer, such as {@code cell}; empty for the layer itself
     */
    public record Role(Set<String> names, List<Long> shape, boolean learnt, String part) {

        /**
         * A learnt weight of the layer itself.
         *
         * @param name  its name
         * @param shape its shape
         * @return the role
         */
        public static Role of(String name, long... shape) {
            return new Role(Set.of(name), java.util.Arrays.stream(shape).boxed().toList(), true, "");
        }

        /**
         * The same weight under another name too.
         *
         * @param name the other name
         * @return the role
         */
        public Role or(String name) {
            Set<String> more = new java.util.TreeSet<>(names);
            more.add(name);
            return new Role(more, shape, learnt, part);
        }

        /** {@return the same as a moving statistic} */
        public Role moving() {
            return new Role(names, shape, false, part);
        }

        /**
         * The same below a part of the layer.
         *
         * @param outer name of the part
         * @return the role
         */
        public Role in(String outer) {
            return new Role(names, shape, learnt, part.isEmpty() ? outer : outer + "/" + part);
        }
    }

    /** Puts weights, in the order of the roles, into the graph's parameters. */
    @FunctionalInterface
    public interface Fill {
        /**
         * Converts and sets.
         *
         * @param weights the values of each role, in Keras's order
         * @param graph   where they go
         */
        void fill(float[][] weights, Parameters graph);
    }

    /** The parameters of a graph. */
    @FunctionalInterface
    public interface Parameters {
        /**
         * Sets one.
         *
         * @param vertex name of the vertex
         * @param key    name of the parameter
         * @param values its values, the last dimension running fastest
         * @param shape  its shape
         */
        void set(String vertex, String key, float[] values, long... shape);
    }
}
