package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Ways to deal clips out to training, validation and test. Start with {@link #official}; the two random ways exist to show
 * what they hide, and their splits carry the measured {@link Leak}.
 *
 * <pre>{@code
 * Split split = Splits.official(dataset.clips(), Set.of(1, 2), Set.of(), Set.of(3), 1);
 * }</pre>
 *
 * <p>The same clips and the same seed give the same split. <b>Threads.</b> No state.
 */
public final class Splits {
    /** Share of the training recordings that {@link #official} holds out when no validation fold is named. */
    public static final double HELD_OUT = 0.15;

    private static final double NOTEBOOK_SHARE = 0.2;

    private Splits() {}

    /**
     * Parts by the folds that the data set fixed, the only way to compare with published figures.
     *
     * <p>In UrbanSound8K no (recording, label) pair crosses a fold, yet five recordings do, each with two labels: see
     * {@link #crossings}. Those are no leak of labels and raise no warning; a data set whose pairs do cross gets one.
     *
     * @param clips all clips, each with a fold; clips of folds that are not named are left out
     * @param trainFolds folds to learn from; at least one
     * @param validationFolds folds to choose the epoch by; none: {@link #HELD_OUT} of the training recordings, drawn by seed,
     *     with every class's share as near as whole recordings allow
     * @param testFolds folds to report on; may be empty
     * @param seed draws the held-out recordings; of no effect if there are validation folds
     * @return the split
     * @throws IllegalArgumentException if a fold has no clip, is named for two parts, or a clip has no fold
     */
    public static Split official(
            List<Clip> clips,
            Set<Integer> trainFolds,
            Set<Integer> validationFolds,
            Set<Integer> testFolds,
            long seed) {
        Map<Integer, List<Clip>> folds = byFold(clips);
        SplitProtocol protocol = new SplitProtocol.Official(trainFolds, validationFolds, testFolds, seed);
        Map<Integer, String> parts = new TreeMap<>();
        List<Clip> train = ofFolds(folds, trainFolds, "train", parts);
        List<Clip> validation = ofFolds(folds, validationFolds, "validation", parts);
        List<Clip> test = ofFolds(folds, testFolds, "test", parts);
        if (validationFolds.isEmpty()) {
            List<List<Clip>> parted = Grouping.deal(train, new double[] {1 - HELD_OUT, HELD_OUT}, seed);
            train = parted.get(0);
            validation = parted.get(1);
        }
        Leak leak = Leak.ofLabelledRecordings(train, test);
        return new Split(
                train, validation, test, protocol, Optional.of(leak).filter(measured -> measured.leakedClips() > 0));
    }

    /**
     * Makes the split of one step of a cross-validation: one fold tests, the fold before it (cyclically) validates, the
     * others train. With only two folds, validation is held out from training as in {@link #official}.
     *
     * @param clips all clips, each with a fold
     * @param testFold the fold to test on
     * @param seed as in {@link #official}
     * @return the split
     * @throws IllegalArgumentException if the fold has no clip, there is no other fold, or a clip has no fold
     */
    public static Split leaveOneFoldOut(List<Clip> clips, int testFold, long seed) {
        return new SplitProtocol.LeaveOneFoldOut(testFold, byFold(clips).keySet(), seed).deal(clips);
    }

    /**
     * Parts by recording: no recording is in two parts, and each part gets its share of every class as far as whole
     * recordings allow.
     *
     * @param clips clips of at least as many recordings as there are parts
     * @param validationShare from 0, and below 1 together with testShare
     * @param testShare from 0
     * @param seed draws the recordings
     * @return the split, without a leak
     * @throws IllegalArgumentException if a share is out of range or there are too few recordings
     */
    public static Split grouped(List<Clip> clips, double validationShare, double testShare, long seed) {
        SplitProtocol protocol = new SplitProtocol.Grouped(validationShare, testShare, seed);
        requireClips(clips);
        double[] all = {1 - validationShare - testShare, validationShare, testShare};
        double[] positive =
                java.util.Arrays.stream(all).filter(share -> share > 0).toArray();
        List<List<Clip>> dealt = Grouping.deal(clips, positive, seed);
        List<Clip> validation = validationShare > 0 ? dealt.get(1) : List.of();
        List<Clip> test = testShare > 0 ? dealt.get(dealt.size() - 1) : List.of();
        return new Split(dealt.get(0), validation, test, protocol, Optional.empty());
    }

    /**
     * Parts at random by clip. Clips of one recording land on both sides, so the result looks better than it is; the split
     * carries the measured leak.
     *
     * @param clips the clips
     * @param validationShare from 0, and below 1 together with testShare
     * @param testShare from 0
     * @param seed shuffles the clips
     * @return the split with its leak
     * @throws IllegalArgumentException if a share is out of range or no clip would train
     */
    public static Split randomClips(List<Clip> clips, double validationShare, double testShare, long seed) {
        SplitProtocol protocol = new SplitProtocol.RandomClips(validationShare, testShare, seed);
        requireClips(clips);
        List<Clip> shuffled = shuffled(clips, seed);
        int test = (int) Math.round(testShare * clips.size());
        int validation = (int) Math.round(validationShare * clips.size());
        return leaking(shuffled, test, validation, protocol);
    }

    /**
     * Parts as the popular notebooks do: windows are shuffled, a fifth tests, and the last fifth of the rest, not shuffled
     * again, validates (scikit-learn's {@code train_test_split(test_size=0.2)}, then Keras's {@code validation_split=0.2}).
     *
     * <p>There each clip of at most 4 s is one window, so parting windows is parting clips; longer clips keep their windows
     * together here, and the leak that the split carries is the least that the notebook's way has.
     *
     * @param clips the clips; at least 3
     * @param seed shuffles them
     * @return the split with its leak
     * @throws IllegalArgumentException if there are too few clips
     */
    public static Split randomWindows(List<Clip> clips, long seed) {
        check(requireNonNull(clips, "clips").size() >= 3, "clips must hold at least 3 clips, got %d", clips.size());
        List<Clip> shuffled = shuffled(clips, seed);
        int test = (int) Math.ceil(NOTEBOOK_SHARE * clips.size());
        int rest = clips.size() - test;
        int validation = rest - (int) (rest * (1 - NOTEBOOK_SHARE));
        return leaking(shuffled, test, validation, new SplitProtocol.RandomWindows(seed));
    }

    /**
     * Finds the recordings that lie in more than one fold.
     *
     * <p>In the official UrbanSound8K metadata these are 77751, 106905, 132016, 176638 and 180937: each was annotated with
     * two classes, and the folds were dealt out by (recording, class). A net trained on one class of such a recording meets
     * the recording again, never the same label.
     *
     * @param clips clips; those without a fold are passed over
     * @return by recording, the folds of each of its labels; sorted
     */
    public static Map<String, Map<String, Set<Integer>>> crossings(Collection<Clip> clips) {
        Map<String, Map<String, Set<Integer>>> recordings = new TreeMap<>();
        for (Clip clip : requireNonNull(clips, "clips")) {
            clip.fold().ifPresent(fold -> recordings
                    .computeIfAbsent(clip.recording(), key -> new TreeMap<>())
                    .computeIfAbsent(clip.label(), key -> new TreeSet<>())
                    .add(fold));
        }
        recordings
                .values()
                .removeIf(labels ->
                        labels.values().stream().flatMap(Set::stream).distinct().count() < 2);
        return recordings;
    }

    private static Split leaking(List<Clip> shuffled, int test, int validation, SplitProtocol protocol) {
        int train = shuffled.size() - test - validation;
        check(train >= 1, "shares must leave at least 1 clip to train on, got %d", train);
        List<Clip> trainClips = shuffled.subList(test, test + train);
        List<Clip> testClips = shuffled.subList(0, test);
        return new Split(
                trainClips,
                shuffled.subList(test + train, shuffled.size()),
                testClips,
                protocol,
                Optional.of(Leak.ofRecordings(trainClips, testClips)));
    }

    private static List<Clip> shuffled(List<Clip> clips, long seed) {
        List<Clip> shuffled = new ArrayList<>(clips);
        shuffled.sort(Comparator.comparing(Clip::path));
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static void requireClips(List<Clip> clips) {
        check(!requireNonNull(clips, "clips").isEmpty(), "clips must hold at least 1 clip, got 0");
    }

    private static Map<Integer, List<Clip>> byFold(List<Clip> clips) {
        Map<Integer, List<Clip>> folds = new TreeMap<>();
        for (Clip clip : requireNonNull(clips, "clips")) {
            check(clip.fold().isPresent(), "clip must have a fold to be parted by folds, got none for %s", clip.path());
            folds.computeIfAbsent(clip.fold().getAsInt(), key -> new ArrayList<>())
                    .add(clip);
        }
        return folds;
    }

    private static List<Clip> ofFolds(
            Map<Integer, List<Clip>> folds, Set<Integer> named, String part, Map<Integer, String> parts) {
        List<Clip> clips = new ArrayList<>();
        for (int fold : new TreeSet<>(named)) {
            check(
                    folds.containsKey(fold),
                    "%s fold must be one of %s (those with clips), got %d",
                    part,
                    words(folds.keySet()),
                    fold);
            String other = parts.put(fold, part);
            check(other == null, "fold must be named for one part, got %d for %s and %s", fold, other, part);
            clips.addAll(folds.get(fold));
        }
        return clips;
    }

    private static String words(Set<Integer> folds) {
        return folds.isEmpty()
                ? "none"
                : new TreeSet<>(folds).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
