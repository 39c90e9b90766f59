package io.auricle.training.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.augment.Augmentation;
import io.auricle.features.FrontEnd;
import io.auricle.training.internal.Json;
import io.auricle.training.options.LearningRateSchedule;
import io.auricle.training.options.Optimiser;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Options as JSON: each component of a group under its name, so that a new option is recorded without a line here. */
final class OptionTree {
    private OptionTree() {}

    /** Adds the components of a group; one that is not set is left out. */
    static void put(ObjectNode tree, Record group) {
        for (RecordComponent component : group.getClass().getRecordComponents()) {
            Object value;
            try {
                value = component.getAccessor().invoke(group);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a public record can be read: " + group.getClass(), e);
            }
            set(value).ifPresent(there -> tree.set(component.getName(), node(there)));
        }
    }

    private static Optional<?> set(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? Optional.of(optional.getAsDouble()) : Optional.empty();
        }
        return Optional.of(value);
    }

    private static JsonNode node(Object value) {
        if (value instanceof FrontEnd frontEnd) {
            return Json.parse(frontEnd.toJson());
        }
        if (value instanceof Augmentation augmentation) {
            return Json.MAPPER.valueToTree(augmentation.toMap());
        }
        if (value instanceof LearningRateSchedule schedule) {
            return named(schedule.word(), schedule.settings());
        }
        if (value instanceof Optimiser optimiser) {
            return named(optimiser.word(), optimiser.settings());
        }
        if (value instanceof java.nio.file.Path path) {
            return Json.MAPPER.valueToTree(path.toString());
        }
        return Json.MAPPER.valueToTree(value);
    }

    private static ObjectNode named(String word, Map<String, Object> settings) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("kind", word);
        new TreeMap<>(settings).forEach((name, value) -> tree.set(name, Json.MAPPER.valueToTree(value)));
        return tree;
    }
}
