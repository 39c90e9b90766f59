package io.auricle.zoo.internal;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that JSON can hold, copied so that nobody changes them later. */
public final class PlainValues {
    private static final int DEEPEST = 20;

    private PlainValues() {}

    /**
     * Copies a map with everything in it.
     *
     * @param name   its name in errors
     * @param values text keys; values are text, finite numbers, booleans, null, lists and maps of such
     * @return an unmodifiable copy in the same order
     * @throws IllegalArgumentException if there is anything else
     */
    public static Map<String, Object> copyOf(String name, Map<String, ?> values) {
        return map(name, values, 0);
    }

    private static Map<String, Object> map(String name, Map<?, ?> values, int depth) {
        check(depth < DEEPEST, "%s must be nested at most %d deep, got more", name, DEEPEST);
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            check(key instanceof String, "%s must have text keys, got %s", name, key);
            copy.put((String) key, value(name + "." + key, value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(String name, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return map(name, map, depth);
        } else if (value instanceof List<?> list) {
            check(depth < DEEPEST, "%s must be nested at most %d deep, got more", name, DEEPEST);
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(value(name, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        boolean plain = value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double number && Double.isFinite(number)
                || value instanceof Float small && Float.isFinite(small);
        check(plain, "%s must be text, a finite number, true, false, null, a list or a map, got %s", name, value);
        return value;
    }
}
