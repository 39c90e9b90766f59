package io.auricle.features.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the entries of a map one by one, and refuses what is missing, of another type, or left over. */
public final class JsonObject {
    private final String path;
    private final Map<?, ?> entries;
    private final Set<String> read = new HashSet<>();

    private JsonObject(String path, Map<?, ?> entries) {
        this.path = path;
        this.entries = entries;
    }

    /**
     * Takes a value that must be a map.
     *
     * @param path  what errors call it
     * @param value the map
     * @return its reader
     */
    public static JsonObject of(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(path, map);
        }
        throw mustBe(path, "an object", value);
    }

    /**
     * An entry that is an object itself.
     *
     * @param key its key
     * @return its reader
     */
    public JsonObject object(String key) {
        return of(path + "." + key, get(key));
    }

    /**
     * An entry that is a number, a string or a list, whichever.
     *
     * @param key its key
     * @return its value
     */
    public Object get(String key) {
        read.add(key);
        if (!entries.containsKey(key)) {
            throw new IllegalArgumentException(path + " must have the key \"" + key + "\", got none");
        }
        return entries.get(key);
    }

    /**
     * An entry that is a number.
     *
     * @param key its key
     * @return its value
     */
    public double number(String key) {
        if (get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw mustBe(path + "." + key, "a number", get(key));
    }

    /**
     * An entry that is a whole number.
     *
     * @param key its key
     * @return its value
     */
    public int integer(String key) {
        double number = number(key);
        if (number != (int) number) {
            throw mustBe(path + "." + key, "a whole number of 32 bits", number);
        }
        return (int) number;
    }

    /**
     * An entry that is a string.
     *
     * @param key its key
     * @return its value
     */
    public String string(String key) {
        if (get(key) instanceof String string) {
            return string;
        }
        throw mustBe(path + "." + key, "a string", get(key));
    }

    /**
     * An entry that names a constant.
     *
     * @param key  its key
     * @param type the enum
     * @param <E>  the enum
     * @return the constant
     */
    public <E extends Enum<E>> E constant(String key, Class<E> type) {
        String name = string(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw mustBe(path + "." + key, "one of " + List.of(type.getEnumConstants()), name);
    }

    /** Refuses entries that nobody asked for. */
    public void end() {
        for (Object key : entries.keySet()) {
            if (!read.contains(key)) {
                throw new IllegalArgumentException(path + " must have only keys that are known, got \"" + key + "\"");
            }
        }
    }

    /**
     * The error of a value of a wrong kind.
     *
     * @param key  its key
     * @param what what it must be
     * @return the error
     */
    public IllegalArgumentException wrong(String key, String what) {
        return mustBe(path + "." + key, what, get(key));
    }

    private static IllegalArgumentException mustBe(String path, String what, Object value) {
        String shown = value == null || value instanceof Map || value instanceof List ? Json.write(value) : "" + value;
        String kept = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
        return new IllegalArgumentException(path + " must be " + what + ", got " + kept);
    }
}
