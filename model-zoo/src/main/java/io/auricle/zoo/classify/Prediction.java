package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A classifier's answer to a clip or a window.
 *
 * <p><b>Units.</b> Probabilities in [0, 1]; of a clip with several windows, their mean. Where labels exclude each other all together are 1.
 * <b>Threads.</b> Immutable.
 *
 * @param label       the likeliest label
 * @param probability its probability
 * @param ranking     all labels, likeliest first; equal ones in the order of the model's labels
 * @param labels      labels that count as an answer, likeliest first: the likeliest alone where labels exclude each other, all that reach
 *                    their thresholds where they do not; none if in doubt
 * @param doubt       why no label counts as an answer; empty if one does
 */
public record Prediction(
        String label, double probability, List<Ranked> ranking, List<String> labels, Optional<Doubt> doubt) {

    /** Why a label is better not given as the answer. */
    public enum Doubt {
        /** No probability reaches its threshold. */
        BELOW_THRESHOLD,
        /** The sound is unlike those that the model was trained on. */
        UNLIKE_TRAINING
    }

    /**
     * A label with its probability.
     *
     * @param label       one of the model's labels
     * @param probability in [0, 1]
     */
    public record Ranked(String label, double probability) {}

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the ranking does not start with the label and its probability, or there are labels in doubt or
     *     none without
     */
    public Prediction {
        ranking = List.copyOf(ranking);
        labels = List.copyOf(labels);
        check(
                !ranking.isEmpty() && ranking.get(0).equals(new Ranked(label, probability)),
                "ranking must start with %s at %s, got %s",
                label,
                probability,
                ranking);
        check(labels.isEmpty() == doubt.isPresent(), "labels must be none in doubt only, got %s and %s", labels, doubt);
    }

    /**
     * An answer where labels exclude each other.
     *
     * @param label       the likeliest label
     * @param probability its probability
     * @param sure        whether the probability reaches the model's threshold
     * @param ranking     all labels, likeliest first
     * @throws IllegalArgumentException if the ranking does not start with the label and its probability
     */
    public Prediction(String label, double probability, boolean sure, List<Ranked> ranking) {
        this(
                label,
                probability,
                ranking,
                sure ? List.of(label) : List.of(),
                sure ? Optional.empty() : Optional.of(Doubt.BELOW_THRESHOLD));
    }

    /** Ranks the network's answer. */
    static Prediction of(List<String> labels, float[] probabilities, OutputKind output, Thresholds thresholds) {
        List<Ranked> ranking = new ArrayList<>();
        Map<String, Double> needed = new HashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            ranking.add(new Ranked(labels.get(i), probabilities[i]));
            needed.put(labels.get(i), thresholds.of(i, output));
        }
        ranking.sort(Comparator.comparingDouble(Ranked::probability).reversed());
        List<String> answers = ranking.stream()
                .limit(output == OutputKind.SOFTMAX ? 1 : ranking.size())
                .filter(ranked -> ranked.probability >= needed.get(ranked.label))
                .map(Ranked::label)
                .toList();
        Ranked first = ranking.get(0);
        Optional<Doubt> doubt = answers.isEmpty() ? Optional.of(Doubt.BELOW_THRESHOLD) : Optional.empty();
        return new Prediction(first.label, first.probability, ranking, answers, doubt);
    }

    /** {@return false if in doubt: then better say "not sure" than the label} */
    public boolean sure() {
        return doubt.isEmpty();
    }

    /**
     * The likeliest labels.
     *
     * @param count how many, at least 1; fewer if there are fewer
     * @return the head of the ranking
     * @throws IllegalArgumentException if count is below 1
     */
    public List<Ranked> top(int count) {
        check(count >= 1, "count must be at least 1, got %d", count);
        return ranking.subList(0, Math.min(count, ranking.size()));
    }

    /** {@return such as {@code siren 93 %}, {@code siren 93 %, dog_bark 71 %}, or {@code not sure (siren 31 %)}} */
    @Override
    public String toString() {
        if (!sure()) {
            return "not sure (" + named(ranking.get(0)) + ")";
        }
        return ranking.stream()
                .filter(ranked -> labels.contains(ranked.label))
                .map(Prediction::named)
                .collect(Collectors.joining(", "));
    }

    private static String named(Ranked ranked) {
        return String.format(Locale.ROOT, "%s %.0f %%", ranked.label, 100 * ranked.probability);
    }
}
