package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Arrays;

/** PReLULayer: a slope per value, or one for all of an axis. */
final class PReLURule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        int[] shape = layer.integers("inputShape", in.rank(), 1, Need.MOST_UNITS);
        long[] sizes = Arrays.stream(shape).asLongStream().toArray();
        long[] full = sizes.clone();
        for (int axis : layer.integersOrNone("sharedAxes", in.rank(), 1, in.rank())) {
            full[axis - 1] = in.dim(axis - 1); // DL4J writes 1 there once the layer was initialised
            require(
                    sizes[axis - 1] == 1 || sizes[axis - 1] == full[axis - 1],
                    layer.entry(),
                    sizes[axis - 1],
                    "%s.inputShape must be 1 or %d on axis %d",
                    layer.place(),
                    full[axis - 1],
                    axis);
            sizes[axis - 1] = 1;
        }
        Need.madeFor(layer, Shape.of(full), in);
        return new Result(in, Shape.of(sizes).values());
    }
}
