package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How clips are dealt out to training, validation and test, with all that it takes to do so again.
 *
 * <pre>{@code
 * SplitProtocol protocol = new SplitProtocol.Grouped(0.15, 0.2, 1);
 * Split split = protocol.deal(dataset.clips());
 * split.protocol().equals(protocol); // true
 * }</pre>
 *
 * <p><b>Threads.</b> Values, share them.
 */
public sealed interface SplitProtocol {

    /** {@return the kind, such as {@code grouped}} */
    String kind();

    /** {@return one line for people, such as {@code official folds: train 1, 2, validation 3, test 10}} */
    String description();

    /**
     * Deals clips out.
     *
     * @param clips what to deal out
     * @return the split, whose protocol is this
     * @throws IllegalArgumentException if the clips do not fit, as the methods of {@link Splits} say
     * @throws IllegalStateException    if a program made the split in a way of its own
     */
    Split deal(List<Clip> clips);

    /** {@return the kind and all fields, in a fixed order: numbers, texts and lists of numbers} */
    Map<String, Object> toMap();

    /**
     * The folds that the data set fixed.
     *
     * @param train      folds to learn from; at least one
     * @param validation folds to choose the epoch by; none: {@link Splits#HELD_OUT} of the training recordings
     * @param test       folds to report on; may be empty
     * @param seed       draws the held-out recordings; of no effect if there are validation folds
     */
    record Official(Set<Integer> train, Set<Integer> validation, Set<Integer> test, long seed)
            implements SplitProtocol {
        public Official {
            train = sorted(train, "trainFolds");
            validation = sorted(validation, "validationFolds");
            test = sorted(test, "testFolds");
            check(!train.isEmpty(), "trainFolds must name at least 1 fold, got 0");
        }

        @Override
        public String kind() {
            return "official";
        }

        @Override
        public String description() {
            return "official folds: train " + words(train) + ", validation "
                    + (validation.isEmpty() ? "15 % of the training recordings" : words(validation)) + ", test "
                    + words(test);
        }

        @Override
        public Split deal(List<Clip> clips) {
            return Splits.official(clips, train, validation, test, seed);
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = map(kind());
            map.put("train", List.copyOf(train));
            map.put("validation", List.copyOf(validation));
            map.put("test", List.copyOf(test));
            map.put("seed", seed);
            return map;
        }
    }

    /**
     * One step of a cross-validation: a fold tests, the one before it (cyclically) validates, the others train.
     *
     * @param testFold the fold to test on; one of folds
     * @param folds    all folds that take part; at least two. With two, recordings held out of the other one validate
     * @param seed     draws the held-out recordings
     */
    record LeaveOneFoldOut(int testFold, Set<Integer> folds, long seed) implements SplitProtocol {
        public LeaveOneFoldOut {
            folds = sorted(folds, "folds");
            check(folds.contains(testFold), "test fold must be one of %s, got %d", words(folds), testFold);
            check(folds.size() >= 2, "clips must have at least 2 folds, got 1");
        }

        /** {@return the same split by named folds} */
        public Official official() {
            TreeSet<Integer> train = new TreeSet<>(folds);
            train.remove(testFold);
            Set<Integer> validation = new TreeSet<>();
            if (train.size() >= 2) {
                Integer before = train.lower(testFold);
                validation.add(before != null ? before : train.last());
                train.removeAll(validation);
            }
            return new Official(train, validation, Set.of(testFold), seed);
        }

        @Override
        public String kind() {
            return "leave-one-fold-out";
        }

        @Override
        public String description() {
            return official().description();
        }

        @Override
        public Split deal(List<Clip> clips) {
            Split split = official().deal(clips);
            return new Split(split.train(), split.validation(), split.test(), this, split.leak());
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = map(kind());
            map.put("testFold", testFold);
            map.put("folds", List.copyOf(folds));
            map.put("seed", seed);
            return map;
        }
    }

    /**
     * Whole recordings, each class near its share.
     *
     * @param validationShare from 0, and below 1 together with testShare
     * @param testShare       from 0
     * @param seed            draws the recordings
     */
    record Grouped(double validationShare, double testShare, long seed) implements SplitProtocol {
        public Grouped {
            checkShares(validationShare, testShare);
        }

        @Override
        public String kind() {
            return "grouped";
        }

        @Override
        public String description() {
            return "grouped by recording, " + shares(validationShare, testShare, seed);
        }

        @Override
        public Split deal(List<Clip> clips) {
            return Splits.grouped(clips, validationShare, testShare, seed);
        }

        @Override
        public Map<String, Object> toMap() {
            return map(kind(), validationShare, testShare, seed);
        }
    }

    /**
     * Single clips at random, which leaks.
     *
     * @param validationShare from 0, and below 1 together with testShare
     * @param testShare       from 0
     * @param seed            shuffles the clips
     */
    record RandomClips(double validationShare, double testShare, long seed) implements SplitProtocol {
        public RandomClips {
            checkShares(validationShare, testShare);
        }

        @Override
        public String kind() {
            return "random-clips";
        }

        @Override
        public String description() {
            return "random by clip, " + shares(validationShare, testShare, seed);
        }

        @Override
        public Split deal(List<Clip> clips) {
            return Splits.randomClips(clips, validationShare, testShare, seed);
        }

        @Override
        public Map<String, Object> toMap() {
            return map(kind(), validationShare, testShare, seed);
        }
    }

    /**
     * Windows at random as the popular notebooks have it, which leaks.
     *
     * @param seed shuffles the clips
     */
    record RandomWindows(long seed) implements SplitProtocol {
        @Override
        public String kind() {
            return "random-windows";
        }

        @Override
        public String description() {
            return "random by window as in the notebook (80/20, 20 %), seed " + seed;
        }

        @Override
        public Split deal(List<Clip> clips) {
            return Splits.randomWindows(clips, seed);
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = map(kind());
            map.put("seed", seed);
            return map;
        }
    }

    /**
     * A way of a program's own; the split cannot be made again from it.
     *
     * @param description one line for people; not blank
     */
    record Custom(String description) implements SplitProtocol {
        public Custom {
            check(!requireNonNull(description, "description").isBlank(), "description must not be blank, got \"\"");
        }

        @Override
        public String kind() {
            return "custom";
        }

        @Override
        public Split deal(List<Clip> clips) {
            throw new IllegalStateException("protocol must be one of Splits to be dealt again, got " + description);
        }

        @Override
        public Map<String, Object> toMap() {
            Map<String, Object> map = map(kind());
            map.put("description", description);
            return map;
        }
    }

    private static SortedSet<Integer> sorted(Set<Integer> folds, String name) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(requireNonNull(folds, name)));
    }

    private static String words(Set<Integer> folds) {
        return folds.isEmpty() ? "none" : folds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String shares(double validation, double test, long seed) {
        return "validation " + validation + ", test " + test + ", seed " + seed;
    }

    private static void checkShares(double validation, double test) {
        check(validation >= 0, "validationShare must be at least 0, got %s", validation);
        check(test >= 0, "testShare must be at least 0, got %s", test);
        check(validation + test < 1, "validationShare + testShare must be below 1, got %s + %s", validation, test);
    }

    private static Map<String, Object> map(String kind) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        return map;
    }

    private static Map<String, Object> map(String kind, double validation, double test, long seed) {
        Map<String, Object> map = map(kind);
        map.put("validationShare", validation);
        map.put("testShare", test);
        map.put("seed", seed);
        return map;
    }
}
