package io.auricle.keras.internal.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A wanted axis of an array.
 *
 * @param atoms   what it consists of
 * @param ordered whether in this order; else in any
 */
public record Group(List<Atom> atoms, boolean ordered) {

    /**
     * An axis whose atoms may lie in any order, because weights follow it.
     *
     * @param atoms what it consists of
     * @return the group
     */
    public static Group any(List<Atom> atoms) {
        return new Group(atoms, false);
    }

    /**
     * An axis in a given order.
     *
     * @param atoms what it consists of
     * @return the group
     */
    public static Group exact(List<Atom> atoms) {
        return new Group(atoms, true);
    }

    /** Cuts atoms into groups; null if they do not lie so. */
    static List<List<Atom>> split(List<Atom> memory, Group... groups) {
        List<List<Atom>> axes = new ArrayList<>();
        int at = 0;
        for (Group group : groups) {
            int end = at + group.atoms.size();
            if (end > memory.size()) {
                return null;
            }
            List<Atom> part = memory.subList(at, end);
            boolean fits =
                    group.ordered ? part.equals(group.atoms) : new HashSet<>(part).equals(new HashSet<>(group.atoms));
            if (!fits) {
                return null;
            }
            axes.add(List.copyOf(part));
            at = end;
        }
        return at == memory.size() ? axes : null;
    }
}
