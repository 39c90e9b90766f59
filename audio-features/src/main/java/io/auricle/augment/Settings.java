package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings on their way back from a map: asked for by name and type, and none may be left over. */
final class Settings {
    private final String owner;
    private final Map<?, ?> values;
    private final Set<Object> asked = new HashSet<>();

    Settings(String owner, Map<?, ?> values) {
        this.owner = owner;
        this.values = values;
    }

    double number(String name) {
        Object value = get(name);
        check(value instanceof Number, "%s of %s must be a number, got %s", name, owner, value);
        return ((Number) value).doubleValue();
    }

    int whole(String name) {
        double value = number(name);
        check(
                value == Math.rint(value) && Math.abs(value) <= 1 << 30,
                "%s of %s must be a whole number, got %s",
                name,
                owner,
                value);
        return (int) value;
    }

    String text(String name) {
        Object value = get(name);
        check(value instanceof String, "%s of %s must be text, got %s", name, owner, value);
        return (String) value;
    }

    Map<?, ?> map(String name) {
        Object value = get(name);
        check(value instanceof Map, "%s of %s must be a map, got %s", name, owner, value);
        return (Map<?, ?>) value;
    }

    List<?> list(String name) {
        Object value = get(name);
        check(value instanceof List, "%s of %s must be a list, got %s", name, owner, value);
        return (List<?>) value;
    }

    /** Refuses settings that nobody asked for. */
    void requireAllRead() {
        List<Object> left = new ArrayList<>(values.keySet());
        left.removeAll(asked);
        check(left.isEmpty(), "settings of %s must be among %s, got %s", owner, asked, left);
    }

    private Object get(String name) {
        asked.add(name);
        check(values.containsKey(name), "%s of %s must be set, got none", name, owner);
        return values.get(name);
    }
}
