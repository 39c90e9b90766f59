package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DuplicateToTimeSeriesVertex: a row at each step of one of the network's inputs. */
final class DuplicateRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "inputName"));
        Shape like = inputs.get(vertex.text("inputName", inputs.keySet()));
        Shape shape = ReshapeRule.only(vertex, in);
        Need.row(vertex, shape);
        Need.sequence(vertex, like);
        return shape.withDims(shape.dim(0), like.dim(1));
    }
}
