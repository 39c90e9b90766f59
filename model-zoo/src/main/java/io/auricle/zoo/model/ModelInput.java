package io.auricle.zoo.model;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One input of a network: what it is made from.
 *
 * <p><b>Shape.</b> With a front end, {@code windows} consecutive windows of a clip, {@code hopSeconds} apart, in the order of {@link
 * AxisOrder}. Without one, an array of the given shape that the caller makes.
 *
 * @param name         the input's name in the graph
 * @param frontEnd     how sound becomes the input; empty: the caller brings arrays
 * @param windows      consecutive windows that are read at once; at least 1; 1 without a front end
 * @param standardizer how the front end's values become the network's input
 * @param order        order of the axes
 * @param shape        sizes behind the number of examples, as the network reads them
 */
public record ModelInput(
        String name,
        Optional<FrontEnd> frontEnd,
        int windows,
        Standardizer standardizer,
        AxisOrder order,
        List<Long> shape) {
    static final int MOST_WINDOWS = 1 << 12;
    private static final Standardizer NONE = new Standardizer(0, 1);

    /**
     * Checks that the parts belong together.
     *
     * @throws IllegalArgumentException if the shape is not what front end, windows and order make, or a number is out of range
     */
    public ModelInput {
        check(!name.isBlank(), "the name of an input must not be blank");
        requireNonNull(standardizer, "standardizer");
        shape = List.copyOf(shape);
        check(windows >= 1 && windows <= MOST_WINDOWS, "windows must be in [1, %d], got %d", MOST_WINDOWS, windows);
        check(
                frontEnd.isPresent() != (order == AxisOrder.AS_GIVEN),
                "the order of input %s must be as-given without a front end, and another one with it, got %s",
                name,
                order.word());
        check(
                windows == 1 || order.holdsWindows(),
                "windows of input %s must be 1 in the order %s, got %d",
                name,
                order.word(),
                windows);
        if (frontEnd.isPresent()) {
            List<Long> made =
                    order.shape(windows, frontEnd.get().bands(), frontEnd.get().frames());
            check(
                    shape.equals(made),
                    "the shape of input %s must be %s, as its front end makes it, got %s",
                    name,
                    made,
                    shape);
        } else {
            boolean fits =
                    !shape.isEmpty() && shape.size() <= 3 && shape.stream().allMatch(size -> size >= 1);
            check(fits, "the shape of input %s must be 1 to 3 sizes of at least 1, got %s", name, shape);
        }
    }

    /**
     * An input that reads {@code [N, windows, bands, frames]}.
     *
     * @param name         the input's name in the graph
     * @param frontEnd     how sound becomes the input
     * @param windows      consecutive windows; at least 1
     * @param standardizer how the front end's values become the network's input
     * @return the input
     */
    public static ModelInput of(String name, FrontEnd frontEnd, int windows, Standardizer standardizer) {
        return of(name, frontEnd, windows, standardizer, AxisOrder.WINDOWS_BANDS_FRAMES);
    }

    /**
     * An input in any order.
     *
     * @param name         the input's name in the graph
     * @param frontEnd     how sound becomes the input
     * @param windows      consecutive windows; at least 1, and 1 for sequences
     * @param standardizer how the front end's values become the network's input
     * @param order        order of the axes
     * @return the input
     */
    public static ModelInput of(
            String name, FrontEnd frontEnd, int windows, Standardizer standardizer, AxisOrder order) {
        List<Long> shape = order.shape(windows, frontEnd.bands(), frontEnd.frames());
        return new ModelInput(name, Optional.of(frontEnd), windows, standardizer, order, shape);
    }

    /**
     * An input of plain values.
     *
     * @param name  the input's name in the graph
     * @param shape sizes behind the number of examples: 1 to 3
     * @return the input
     */
    public static ModelInput ofValues(String name, long... shape) {
        List<Long> sizes = Arrays.stream(shape).boxed().toList();
        return new ModelInput(name, Optional.empty(), 1, NONE, AxisOrder.AS_GIVEN, sizes);
    }

    /** {@return how many values an example has} */
    public int size() {
        return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    }
}
