package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ElementWiseVertex: value by value. */
final class ElementWiseRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "op"));
        String op = vertex.text("op", Set.of("Add", "Subtract", "Product", "Average", "Max"));
        require(
                !op.equals("Subtract") || in.size() == 2,
                vertex.entry(),
                in.size(),
                "%s must subtract one input from another",
                vertex.place());
        for (Shape shape : in) {
            require(
                    shape.equals(in.get(0)),
                    vertex.entry(),
                    in.get(0) + " and " + shape,
                    "%s must read equal shapes",
                    vertex.place());
        }
        return in.get(0);
    }
}
