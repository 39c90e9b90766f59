package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /**
     * Reads a field.
     *
     * @param key its name
     * @return the field, absent ones as JSON's null
     */
    public JsonNode get(String key) {
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
    public int[] pair(String key, int least, int most) throws Refusal {
        JsonNode value = get(key);
        require(value.isArray() && value.size() == 2, entry, shown(value), "%s must be two numbers", name(key));
        return new int[] {integer(value.get(0), name(key), least, most), integer(value.get(1), name(key), least, most)};
    }

    /**
     * Reads a list of whole numbers of a given length.
     *
     * @param key   its name
     * @param count how many
     * @param least smallest allowed
     * @param most  largest allowed
     * @return the numbers
     * @throws Refusal if they are none, or out of range
     */
    public int[] integers(String key, int count, int least, int most) throws Refusal {
        return integers(key, count, count, least, most);
    }

    /**
     * Reads a list of whole numbers.
     *
     * @param key    its name
     * @param fewest fewest numbers
     * @param atMost most numbers
     * @param least  smallest allowed
     * @param most   largest allowed
     * @return the numbers
     * @throws Refusal if they are none, or out of range
     */
    public int[] integers(String key, int fewest, int atMost, int least, int most) throws Refusal {
        JsonNode list = get(key);
        boolean fits = list.isArray() && list.size() >= fewest && list.size() <= atMost;
        require(fits, entry, shown(key), "%s must be %d to %d numbers", name(key), fewest, atMost);
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = integer(list.get(i), name(key), least, most);
        }
        return numbers;
    }

    /**
     * Reads a list of whole numbers, or null.
     *
     * @param key    its name
     * @param atMost most numbers
     * @param least  smallest allowed
     * @param most   largest allowed
     * @return the numbers; none for null
     * @throws Refusal if there is anything else, or one is out of range
     */
    public int[] integersOrNone(String key, int atMost, int least, int most) throws Refusal {
        return get(key).isNull() ? new int[0] : integers(key, 0, atMost, least, most);
    }

    /**
     * Reads a list of objects.
     *
     * @param key  its name
     * @param most how many at most; at least 1
     * @return a reader of each, by this place
     * @throws Refusal if there is anything else
     */
    public List<JsonReader> objects(String key, int most) throws Refusal {
        JsonNode list = get(key);
        require(
                list.isArray() && list.size() >= 1 && list.size() <= most,
                entry,
                shown(key),
                "%s must be a list of 1 to %d objects",
                name(key),
                most);
        List<JsonReader> readers = new ArrayList<>();
        for (JsonNode element : list) {
            require(element.isObject(), entry, shown(element), "%s must hold objects", name(key));
            readers.add(new JsonReader(entry, name(key) + "[" + readers.size() + "]", element));
        }
        return readers;
    }

    /**
     * Reads a list of names.
     *
     * @param key  its name
     * @param most how many at most
     * @return the names, in order
     * @throws Refusal if there is anything else
     */
    public List<String> names(String key, int most) throws Refusal {
        JsonNode list = get(key);
        require(
                list.isArray() && list.size() <= most,
                entry,
                list.isArray() ? list.size() : shown(key),
                "%s must be a list of at most %d names",
                name(key),
                most);
        List<String> names = new ArrayList<>();
        for (JsonNode element : list) {
            require(element.isTextual(), entry, shown(element), "%s must hold names", name(key));
            names.add(element.textValue());
        }
        return names;
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

    /**
     * Reads one of some texts.
     *
     * @param key     its name
     * @param allowed the texts
     * @return the text
     * @throws Refusal if it is another
     */
    public String text(String key, Set<String> allowed) throws Refusal {
        JsonNode value = get(key);
        if (!value.isTextual() || !allowed.contains(value.textValue())) { // the sentence is made only if it is needed
            String words = String.join(", ", allowed.stream().sorted().toList());
            String one = allowed.size() == 1 ? "" : "one of ";
            throw new Refusal(entry, name(key) + " must be " + one + words, shown(value));
        }
        return value.textValue();
    }

    /**
     * Reads true or false.
     *
     * @param key its name
     * @return the value
     * @throws Refusal if it is neither
     */
    public boolean flag(String key) throws Refusal {
        require(get(key).isBoolean(), entry, shown(key), "%s must be true or false", name(key));
        return get(key).booleanValue();
    }

    /**
     * Refuses anything but null.
     *
     * @param key its name
     * @throws Refusal if there is something
     */
    public void isNull(String key) throws Refusal {
        require(get(key).isNull(), entry, shown(key), "%s must be null", name(key));
    }

    /**
     * Refuses fields other than these.
     *
     * @param keys the allowed ones
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

    /**
     * Shows a value in an error.
     *
     * @param value any
     * @return at most 80 characters
     */
    public static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
