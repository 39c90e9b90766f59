package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** L2NormalizeVertex: divided by its length. */
final class L2NormalizeRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "dimension", "eps"));
        vertex.isNull("dimension");
        vertex.number("eps");
        return ReshapeRule.only(vertex, in);
    }
}
