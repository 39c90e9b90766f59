package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SubsetVertex: some features, or some channels. */
final class SubsetRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "from", "to"));
        Shape shape = ReshapeRule.only(vertex, in);
        int from = vertex.integer("from", 0, Need.MOST_UNITS);
        int to = vertex.integer("to", from, Need.MOST_UNITS);
        require(
                to < shape.dim(0),
                vertex.entry(),
                to,
                "%s.to must be below the number of features or channels, %d",
                vertex.place(),
                shape.dim(0));
        return shape.withDim(0, to - from + 1L);
    }
}
