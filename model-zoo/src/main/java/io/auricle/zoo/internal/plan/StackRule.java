package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** StackVertex: the examples of several inputs one behind the other. */
final class StackRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY));
        Shape first = in.get(0);
        Need.unstacked(vertex, first);
        for (Shape shape : in) {
            require(
                    shape.equals(first),
                    vertex.entry(),
                    first + " and " + shape,
                    "%s must read equal shapes",
                    vertex.place());
        }
        return new Shape(in.size(), first.rows(), first.dims());
    }
}
