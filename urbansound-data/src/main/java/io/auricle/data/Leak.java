package io.auricle.data;

import static io.auricle.internal.Checks.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * How much of a test is no test: clips whose recording is also in training.
 *
 * @param leakedClips test clips that have a sibling in training; from 0 to testClips
 * @param testClips all test clips; at least 0
 */
public record Leak(int leakedClips, int testClips) {
    public Leak {
        check(testClips >= 0, "testClips must be at least 0, got %d", testClips);
        check(
                leakedClips >= 0 && leakedClips <= testClips,
                "leakedClips must be from 0 to testClips %d, got %d",
                testClips,
                leakedClips);
    }

    /**
     * Counts the test clips whose recording is also in training, whatever its label there.
     *
     * @param train the training clips
     * @param test the test clips
     * @return the measure
     */
    public static Leak ofRecordings(Collection<Clip> train, Collection<Clip> test) {
        return of(train, test, Clip::recording);
    }

    /**
     * Counts the test clips whose recording is also in training with the same label.
     *
     * @param train the training clips
     * @param test the test clips
     * @return the measure
     */
    public static Leak ofLabelledRecordings(Collection<Clip> train, Collection<Clip> test) {
        return of(train, test, clip -> java.util.List.of(clip.recording(), clip.label()));
    }

    private static Leak of(Collection<Clip> train, Collection<Clip> test, Function<Clip, ?> key) {
        Set<Object> seen = new HashSet<>();
        train.forEach(clip -> seen.add(key.apply(clip)));
        long leaked =
                test.stream().filter(clip -> seen.contains(key.apply(clip))).count();
        return new Leak((int) leaked, test.size());
    }

    /** {@return leakedClips / testClips, from 0 to 1; 0 without test clips} */
    public double share() {
        return testClips == 0 ? 0 : (double) leakedClips / testClips;
    }

    /** {@return one sentence for people, with the measured share} */
    public String warning() {
        return String.format(
                Locale.ROOT,
                "%.1f %% of the test clips (%d of %d) come from a recording that is also in training: the accuracy"
                        + " measures memory of recordings, not hearing; use the official folds or a grouped split",
                100 * share(),
                leakedClips,
                testClips);
    }
}
