package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MergeVertex: side by side along one axis. */
final class MergeRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "mergeAxis", "modified"));
        vertex.flag("modified");
        Shape first = in.get(0);
        int axis = vertex.integer("mergeAxis", 1, first.rank()) - 1;
        long sum = 0;
        for (Shape shape : in) {
            require(
                    shape.rank() == first.rank()
                            && shape.withDim(axis, first.dim(axis)).equals(first),
                    vertex.entry(),
                    first + " and " + shape,
                    "%s must read shapes that are equal but on axis %d",
                    vertex.place(),
                    axis + 1);
            sum += shape.dim(axis);
        }
        return first.withDim(axis, sum);
    }
}
