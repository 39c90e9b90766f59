package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the fields of one JSON object, naming entry and place in every refusal.
 *
 * @param entry entry of the model file
 * @param place name of this object, such as {@code conv1}
 * @param json  the object
 */
public record JsonReader(String entry, String place, JsonNode json) {

    /** {@return the field, absent ones as JSON's null} */
    JsonNode get(String key) {
        JsonNode value = json.get(key);
        return value == null ? NullNode.getInstance() : value;
    }

    /**
     * Reads an object.
     *
     * @param key its name
     * @return a reader of it, by the same place
     * @throws Refusal if it is none
     */
    public JsonReader object(String key) throws Refusal {
        require(get(key).isObject(), entry, shown(key), "%s must be an object", name(key));
        return new JsonReader(entry, name(key), get(key));
    }

    /**
     * Reads a whole number.
     *
     * @param key   its name
     * @param least smallest allowed
     * @param most  largest allowed
     * @return the number
     * @throws Refusal if it is none, or out of range
     */
    public int integer(String key, int least, int most) throws Refusal {
        return integer(get(key), name(key), least, most);
    }

    int integer(JsonNode value, String name, int least, int most) throws Refusal {
        boolean fits = value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most;
        require(fits, entry, shown(value), "%s must be a whole number in [%d, %d]", name, least, most);
        return value.intValue();
    }

    /**
     * Reads a pair of whole numbers, such as a kernel.
     *
     * @param key   its name
     * @param least smallest allowed
     * @param most  largest allowed
     * @return both
     * @throws Refusal if they are none, or out of range
     */
    int[] pair(String key, int least, int most) throws Refusal {
        JsonNode value = get(key);
        require(value.isArray() && value.size() == 2, entry, shown(value), "%s must be two numbers", name(key));
        return new int[] {integer(value.get(0), name(key), least, most), integer(value.get(1), name(key), least, most)};
    }

    /**
     * Reads a finite number.
     *
     * @param key its name
     * @return the number
     * @throws Refusal if it is none
     */
    public double number(String key) throws Refusal {
        JsonNode value = get(key);
        require(
                value.isNumber() && Double.isFinite(value.doubleValue()),
                entry,
                shown(value),
                "%s must be a finite number",
                name(key));
        return value.doubleValue();
    }

    String text(String key, Set<String> allowed) throws Refusal {
        JsonNode value = get(key);
        require(
                value.isTextual() && allowed.contains(value.textValue()),
                entry,
                shown(value),
                "%s must be %s%s",
                name(key),
                allowed.size() == 1 ? "" : "one of ",
                String.join(", ", allowed.stream().sorted().toList()));
        return value.textValue();
    }

    boolean flag(String key) throws Refusal {
        require(get(key).isBoolean(), entry, shown(key), "%s must be true or false", name(key));
        return get(key).booleanValue();
    }

    void isNull(String key) throws Refusal {
        require(get(key).isNull(), entry, shown(key), "%s must be null", name(key));
    }

    /**
     * Refuses fields that nobody knows.
     *
     * @param keys the known ones
     * @throws Refusal if there is another
     */
    public void onlyKeys(Set<String> keys) throws Refusal {
        Set<String> unknown = new HashSet<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            unknown.add(field.getKey());
        }
        unknown.removeAll(keys);
        require(
                unknown.isEmpty(),
                entry,
                String.join(", ", unknown.stream().sorted().toList()),
                "%s must have only the fields %s",
                place.isEmpty() ? "it" : place,
                String.join(", ", keys.stream().sorted().toList()));
    }

    private String name(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private String shown(String key) {
        return shown(get(key));
    }

    static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
