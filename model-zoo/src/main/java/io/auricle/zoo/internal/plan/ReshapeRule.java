package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ReshapeVertex: the same values in another shape; windows or steps may become rows, and rows windows or steps. */
final class ReshapeRule implements VertexRule {
    private static final int MOST_DIMENSIONS = 3;

    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "maskShape", "newShape", "reshapeOrder"));
        vertex.text("reshapeOrder", Set.of("c"));
        vertex.isNull("maskShape");
        Shape from = only(vertex, in);
        Need.unstacked(vertex, from);
        int[] shape = vertex.integers("newShape", 2, MOST_DIMENSIONS + 1, -1, Need.MOST_UNITS);
        long[] dims = Arrays.stream(shape).skip(1).asLongStream().toArray();
        require(
                shape[0] == -1 && Arrays.stream(dims).allMatch(size -> size >= 1),
                vertex.entry(),
                Arrays.toString(shape),
                "%s.newShape must be -1 and then 1 to %d sizes of at least 1",
                vertex.place(),
                MOST_DIMENSIONS);
        Shape to = Shape.of(dims);
        long rows = from.values() / to.values();
        require(
                rows * to.values() == from.values() && keepsTime(from, to.withRows(rows)),
                vertex.entry(),
                from,
                "the front end must fit the network: %s was made for %s",
                vertex.place(),
                to);
        return to.withRows(rows);
    }

    /** Where as many rows stay, a picture's last axis stays; where they become more or fewer, what is inside a row stays. */
    private static boolean keepsTime(Shape from, Shape to) {
        boolean sameEnd = from.dim(from.rank() - 1) == to.dim(to.rank() - 1);
        return from.rows() == to.rows() ? from.rank() < 3 || to.rank() == 1 || sameEnd : sameEnd;
    }

    static Shape only(JsonReader vertex, List<Shape> in) throws Refusal {
        require(in.size() == 1, vertex.entry(), in.size(), "%s must read 1 input", vertex.place());
        return in.get(0);
    }
}
