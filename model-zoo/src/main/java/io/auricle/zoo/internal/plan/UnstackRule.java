package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** UnstackVertex: one of what a StackVertex put together. */
final class UnstackRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "from", "stackSize"));
        Shape shape = ReshapeRule.only(vertex, in);
        int size = vertex.integer("stackSize", 1, Need.MOST_UNITS);
        require(
                size == shape.stacked(),
                vertex.entry(),
                size,
                "%s.stackSize must be as many as were stacked, %d",
                vertex.place(),
                shape.stacked());
        vertex.integer("from", 0, size - 1);
        return new Shape(1, shape.rows(), shape.dims());
    }
}
