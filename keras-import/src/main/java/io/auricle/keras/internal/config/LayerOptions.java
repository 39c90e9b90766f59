package io.auricle.keras.internal.config;

import static io.auricle.keras.internal.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.auricle.keras.internal.Refusal;
import io.auricle.keras.internal.Unsupported;
import java.util.Arrays;

/**
 * Reads the options of a layer, naming the layer in every refusal.
 *
 * @param layer  name of the layer
 * @param kind   its class in Keras
 * @param major  major version of the Keras that wrote it
 * @param config its options
 */
public record LayerOptions(String layer, String kind, int major, JsonNode config) {
    /** Longest axis, kernel or number of units that is read. */
    public static final int MOST = 1 << 24;

    /**
     * An option as it is in the file.
     *
     * @param keys its name, and older names
     * @return its value; JSON's null if it is absent
     */
    public JsonNode get(String... keys) {
        for (String key : keys) {
            JsonNode value = config.get(key);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return NullNode.getInstance();
    }

    /**
     * A whole number, at least 1.
     *
     * @param keys its name, and older names
     * @return the number
     * @throws Refusal if it is none
     */
    public int positive(String... keys) throws Refusal {
        return integer(get(keys), keys[0], 1);
    }

    private int integer(JsonNode value, String key, int least) throws Refusal {
        boolean whole =
                value.isIntegralNumber() || value.isDouble() && value.doubleValue() == Math.rint(value.doubleValue());
        boolean fits = whole && value.doubleValue() >= least && value.doubleValue() <= MOST;
        require(fits, place(), shown(value), "%s must be a whole number in [%d, %d]", key, least, MOST);
        return (int) value.doubleValue();
    }

    /**
     * Whole numbers, one for each axis; a single number stands for all.
     *
     * @param key       its name
     * @param count     how many
     * @param least     smallest allowed
     * @param otherwise what an absent option means
     * @return the numbers
     * @throws Refusal if they are none
     */
    public int[] integers(String key, int count, int least, int... otherwise) throws Refusal {
        JsonNode value = get(key);
        if (value.isNull() && otherwise.length > 0) {
            return otherwise;
        }
        int[] numbers = new int[count];
        if (!value.isArray()) {
            Arrays.fill(numbers, integer(value, key, least));
            return numbers;
        }
        require(value.size() == count, place(), shown(value), "%s must have %d numbers", key, count);
        for (int i = 0; i < count; i++) {
            numbers[i] = integer(value.get(i), key, least);
        }
        return numbers;
    }

    /**
     * Pairs of whole numbers, one pair for each axis, in any of Keras's ways to write them.
     *
     * @param key  its name
     * @param axes how many pairs
     * @return before and after for each axis
     * @throws Refusal if they are none
     */
    public int[][] pairs(String key, int axes) throws Refusal {
        JsonNode value = get(key);
        int[][] pairs = new int[axes][2];
        for (int i = 0; i < axes; i++) {
            JsonNode each =
                    axes == 1 && value.isArray() && value.size() == 2 || !value.isArray() ? value : value.path(i);
            if (each.isArray()) {
                require(each.size() == 2, place(), shown(value), "%s must be pairs", key);
                pairs[i] = new int[] {integer(each.get(0), key, 0), integer(each.get(1), key, 0)};
            } else {
                Arrays.fill(pairs[i], integer(each, key, 0));
            }
        }
        return pairs;
    }

    /**
     * A number.
     *
     * @param otherwise what an absent option means
     * @param keys      its name, and older names
     * @return the number
     * @throws Refusal if it is none
     */
    public double number(double otherwise, String... keys) throws Refusal {
        JsonNode value = get(keys);
        if (value.isObject() && value.path("config").path("value").isNumber()) {
            value = value.path("config").path("value"); // an array written by Keras 2
        }
        if (value.isNull()) {
            return otherwise;
        }
        boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
        require(finite, place(), shown(value), "%s must be a finite number", keys[0]);
        return value.doubleValue();
    }

    /**
     * A word.
     *
     * @param otherwise what an absent option means
     * @param keys      its name, and older names
     * @return the word
     * @throws Refusal if it is none
     */
    public String word(String otherwise, String... keys) throws Refusal {
        JsonNode value = get(keys);
        if (value.isNull()) {
            return otherwise;
        }
        require(value.isTextual(), place(), shown(value), "%s must be a word", keys[0]);
        return value.textValue();
    }

    /**
     * True or false.
     *
     * @param otherwise what an absent option means
     * @param keys      its name, and older names
     * @return the option
     * @throws Refusal if it is neither
     */
    public boolean flag(boolean otherwise, String... keys) throws Refusal {
        JsonNode value = get(keys);
        if (value.isNull()) {
            return otherwise;
        }
        require(value.isBoolean(), place(), shown(value), "%s must be true or false", keys[0]);
        return value.booleanValue();
    }

    /**
     * Refuses the layer.
     *
     * @param holds  whether it can be had
     * @param reason why not
     * @throws Unsupported if it cannot
     */
    public void supported(boolean holds, String reason) throws Unsupported {
        if (!holds) {
            throw new Unsupported(layer, kind, reason);
        }
    }

    /** {@return where in the file these options are} */
    public String place() {
        return "layer " + layer + " (" + kind + ")";
    }

    /**
     * A value for an error.
     *
     * @param value any
     * @return its text, cut
     */
    public static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
