package io.auricle.zoo.classify;

import static io.auricle.internal.Checks.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a classifier heard.
 *
 * <p><b>Units.</b> Probabilities in [0, 1], all labels together 1; of a clip with several windows, their mean. <b>Threads.</b> Immutable.
 *
 * @param label       the likeliest label
 * @param probability its probability
 * @param sure        false if the probability is below the model's threshold: then better say "not sure" than the label
 * @param ranking     all labels, likeliest first; equal ones in the order of the model's labels
 */
public record Prediction(String label, double probability, boolean sure, List<Ranked> ranking) {

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
     * @param label       the likeliest label
     * @param probability its probability
     * @param sure        whether the probability reaches the model's threshold
     * @param ranking     all labels, likeliest first; the first is label
     * @throws IllegalArgumentException if the ranking does not start with the label and its probability
     */
    public Prediction {
        ranking = List.copyOf(ranking);
        check(
                !ranking.isEmpty() && ranking.get(0).equals(new Ranked(label, probability)),
                "ranking must start with %s at %s, got %s",
                label,
                probability,
                ranking);
    }

    /** Ranks the network's answer. */
    static Prediction of(List<String> labels, float[] probabilities, OptionalDouble threshold) {
        List<Ranked> ranking = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            ranking.add(new Ranked(labels.get(i), probabilities[i]));
        }
        ranking.sort(Comparator.comparingDouble(Ranked::probability).reversed());
        Ranked first = ranking.get(0);
        return new Prediction(first.label, first.probability, first.probability >= threshold.orElse(0), ranking);
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

    /** {@return such as {@code siren 93 %}, or {@code not sure (siren 31 %)}} */
    @Override
    public String toString() {
        String named = String.format(Locale.ROOT, "%s %.0f %%", label, 100 * probability);
        return sure ? named : "not sure (" + named + ")";
    }
}
