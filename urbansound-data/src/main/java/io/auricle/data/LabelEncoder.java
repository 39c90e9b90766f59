package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Turns class names into numbers and back.
 *
 * <pre>{@code
 * LabelEncoder encoder = LabelEncoder.fit(List.of("siren", "dog_bark", "siren"));
 * encoder.transform("siren");   // 1
 * encoder.inverse(0);           // dog_bark
 * }</pre>
 *
 * <p><b>Follows</b> {@code sklearn.preprocessing.LabelEncoder}: classes sorted by code point, numbered from 0; weights follow
 * {@code compute_class_weight("balanced")}. <b>Threads.</b> Immutable, share it.
 */
public final class LabelEncoder {
    /** As Python sorts: UTF-16 would put rare characters before some common ones. */
    private static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    private final List<String> labels;
    private final Map<String, Integer> indices = new HashMap<>();

    private LabelEncoder(Collection<String> sorted) {
        labels = List.copyOf(sorted);
        for (String label : labels) {
            indices.put(label, indices.size());
        }
    }

    /**
     * Learns the classes.
     *
     * @param labels one per clip or per class, repeats allowed; at least one, none blank
     * @return an encoder of the distinct labels, sorted
     * @throws IllegalArgumentException if there is no label or a blank one
     */
    public static LabelEncoder fit(Collection<String> labels) {
        check(!requireNonNull(labels, "labels").isEmpty(), "labels must hold at least 1 label, got 0");
        TreeSet<String> sorted = new TreeSet<>(BY_CODE_POINT);
        for (String label : labels) {
            check(!requireNonNull(label, "label").isBlank(), "label must not be blank, got \"%s\"", label);
            sorted.add(label);
        }
        return new LabelEncoder(sorted);
    }

    /**
     * Finds the number of a class.
     *
     * @param label one of {@link #labels()}
     * @return its index, from 0
     * @throws IllegalArgumentException if the class is unknown; the message lists the known ones
     */
    public int transform(String label) {
        Integer index = indices.get(requireNonNull(label, "label"));
        check(index != null, "label must be one of %s, got %s", String.join(", ", labels), label);
        return index;
    }

    /**
     * Finds the numbers of many classes.
     *
     * @param labels each one of {@link #labels()}
     * @return their indices, in the same order
     * @throws IllegalArgumentException if one is unknown
     */
    public int[] transform(Collection<String> labels) {
        return requireNonNull(labels, "labels").stream()
                .mapToInt(this::transform)
                .toArray();
    }

    /**
     * Finds the class of a number.
     *
     * @param index from 0, below {@link #size()}
     * @return the class
     * @throws IndexOutOfBoundsException if no class has that number
     */
    public String inverse(int index) {
        return labels.get(Objects.checkIndex(index, labels.size()));
    }

    /** {@return the classes in index order} */
    public List<String> labels() {
        return labels;
    }

    /** {@return how many classes there are} */
    public int size() {
        return labels.size();
    }

    /**
     * Writes a class as a row of zeros with a single one.
     *
     * @param label one of {@link #labels()}
     * @return a new array of {@link #size()} values
     * @throws IllegalArgumentException if the class is unknown
     */
    public float[] oneHot(String label) {
        float[] row = new float[labels.size()];
        row[transform(label)] = 1;
        return row;
    }

    /**
     * Weights that make every class count the same in a loss: clips / (classes x clips of the class). Classes without a clip
     * do not count in "classes" and get the weight 0.
     *
     * @param clips the training clips; at least one, all of {@link #labels()}
     * @return one weight per class in index order; their mean over the clips is 1
     * @throws IllegalArgumentException if there is no clip or one of an unknown class
     */
    public double[] classWeights(Collection<Clip> clips) {
        check(!requireNonNull(clips, "clips").isEmpty(), "clips must hold at least 1 clip, got 0");
        double[] weights = new double[labels.size()];
        for (Clip clip : clips) {
            weights[transform(clip.label())]++;
        }
        long present = Arrays.stream(weights).filter(count -> count > 0).count();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights[i] == 0 ? 0 : clips.size() / (present * weights[i]);
        }
        return weights;
    }

    /**
     * Writes a label for people.
     *
     * @param label such as {@code air_conditioner}
     * @return such as {@code air conditioner}
     */
    public static String displayName(String label) {
        return requireNonNull(label, "label").replace('_', ' ').strip();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelEncoder && labels.equals(((LabelEncoder) other).labels);
    }

    @Override
    public int hashCode() {
        return labels.hashCode();
    }

    @Override
    public String toString() {
        return "LabelEncoder" + labels;
    }
}
