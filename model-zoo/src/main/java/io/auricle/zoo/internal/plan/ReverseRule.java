package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ReverseTimeSeriesVertex: a sequence backwards, features first. */
final class ReverseRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "maskArrayInputName"));
        vertex.isNull("maskArrayInputName");
        Shape shape = ReshapeRule.only(vertex, in);
        Need.sequence(vertex, shape);
        return shape;
    }
}
