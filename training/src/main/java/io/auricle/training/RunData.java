package io.auricle.training;

import static io.auricle.internal.Checks.check;

import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.training.internal.Randomness;
import io.auricle.training.internal.Randomness.Purpose;
import io.auricle.training.internal.batch.Augmenter;
import io.auricle.training.internal.batch.Features;
import io.auricle.training.internal.batch.NetworkInput;
import io.auricle.training.internal.batch.WindowSamples;
import io.auricle.training.internal.batch.WindowSet;
import io.auricle.training.options.Selection;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a run learns from and is judged by, ready for the network.
 *
 * @param labels       names in index order
 * @param train        windows to learn from, standardised
 * @param validation   windows to choose the epoch by, standardised; empty if there are none
 * @param test         windows to report on, standardised; empty if there are none
 * @param droppedClips clips left out because their metadata call them shorter than a window
 * @param standardizer fitted on {@code train} alone
 * @param samples      of the windows of {@code train}; only where waveform transforms start from them
 * @param input        what the network reads
 */
record RunData(
        List<String> labels,
        WindowSet train,
        Optional<WindowSet> validation,
        WindowSet test,
        int droppedClips,
        Standardizer standardizer,
        Optional<WindowSamples> samples,
        NetworkInput input) {
    /** A backbone's values need no standardizing: its head does that, value by value. */
    private static final Standardizer AS_IT_IS = new Standardizer(0, 1);

    static RunData load(List<String> labels, Split split, TrainingOptions options, TrainingListener listener)
            throws IOException {
        NetworkInput input = NetworkInput.of(options);
        List<Clip> train = longEnough(split.train(), input, options);
        List<Clip> validation = longEnough(split.validation(), input, options);
        List<Clip> test = longEnough(split.test(), input, options);
        boolean validates = options.selection().validation() == Selection.Validation.OF_SPLIT;
        List<Clip> learnt = validates ? train : pooled(train, validation);
        requireEveryClass(labels, learnt);
        WindowSet tested = tested(labels, split.test().size(), test, input, options, listener);
        int all =
                split.train().size() + split.validation().size() + split.test().size();
        int dropped = all - train.size() - validation.size() - test.size();
        return switch (options.selection().validation()) {
            case OF_SPLIT -> ofSplit(labels, learnt, validation, tested, dropped, input, options, listener);
            case LAST_FIFTH -> lastFifth(labels, learnt, tested, dropped, input, options, listener);
            case NONE -> ofSplit(labels, learnt, List.of(), tested, dropped, input, options, listener);
        };
    }

    /** All clips of both, in an order that does not depend on who was to validate: equal clips make equal runs. */
    private static List<Clip> pooled(List<Clip> train, List<Clip> validation) {
        List<Clip> pool = new ArrayList<>(train);
        pool.addAll(validation);
        pool.sort(Comparator.comparing(Clip::path).thenComparingDouble(Clip::startSeconds));
        return pool;
    }

    private static RunData ofSplit(
            List<String> labels,
            List<Clip> train,
            List<Clip> validation,
            WindowSet test,
            int dropped,
            NetworkInput input,
            TrainingOptions options,
            TrainingListener listener)
            throws IOException {
        WindowSet learnt = learnt(train, labels, input, options, listener);
        WindowSet held = windows("validation", validation, labels, input, options, listener);
        return standardised(labels, learnt, held, test, dropped, input, samples(learnt.clips(), options));
    }

    /** The notebook's way: all windows shuffled, the last fifth validates. */
    private static RunData lastFifth(
            List<String> labels,
            List<Clip> pool,
            WindowSet test,
            int dropped,
            NetworkInput input,
            TrainingOptions options,
            TrainingListener listener)
            throws IOException {
        WindowSet all = learnt(pool, labels, input, options, listener);
        int[] order =
                Randomness.permutation(new Randomness(options.seed()).stream(Purpose.SELECTION, 0, 0), all.size());
        int cut = (int) (all.size() * 0.8);
        int[] first = Arrays.stream(order, 0, cut).sorted().toArray();
        int[] last = Arrays.stream(order, cut, order.length).sorted().toArray();
        Optional<WindowSamples> samples = samples(all.clips(), options).map(every -> every.only(first));
        return standardised(labels, all.only(first), all.only(last), test, dropped, input, samples);
    }

    private static RunData standardised(
            List<String> labels,
            WindowSet train,
            WindowSet validation,
            WindowSet test,
            int dropped,
            NetworkInput input,
            Optional<WindowSamples> samples) {
        check(train.size() >= 2, "training part must hold at least 2 windows, got %d", train.size());
        Standardizer standardizer = input.backbone().isPresent() ? AS_IT_IS : train.standardizer();
        train.standardise(standardizer);
        validation.standardise(standardizer);
        test.standardise(standardizer);
        Optional<WindowSet> judged = validation.size() == 0 ? Optional.empty() : Optional.of(validation);
        return new RunData(labels, train, judged, test, dropped, standardizer, samples, input);
    }

    private static Optional<WindowSamples> samples(List<Clip> readable, TrainingOptions options) throws IOException {
        if (options.input().augmentation().waveform().isEmpty()) {
            return Optional.empty();
        }
        WindowSamples samples = WindowSamples.read(readable, options.input().frontEnd());
        Augmenter.requireEqualLengths(samples, options.input().augmentation());
        return Optional.of(samples);
    }

    /** Windows to learn from: a front end that drops short clips may leave a class without any. */
    private static WindowSet learnt(
            List<Clip> clips,
            List<String> labels,
            NetworkInput input,
            TrainingOptions options,
            TrainingListener listener)
            throws IOException {
        WindowSet windows = windows("train", clips, labels, input, options, listener);
        int[] there = windows.labels();
        List<String> absent = IntStream.range(0, labels.size())
                .filter(label -> Arrays.stream(there).noneMatch(window -> window == label))
                .mapToObj(labels::get)
                .toList();
        check(absent.isEmpty(), "training part must hold a window of each class, got none of %s", absent);
        return windows;
    }

    private static WindowSet windows(
            String part,
            List<Clip> clips,
            List<String> labels,
            NetworkInput input,
            TrainingOptions options,
            TrainingListener listener)
            throws IOException {
        return Features.of(
                clips,
                labels,
                input,
                options.execution().threads(),
                options.execution().cache(),
                done -> listener.features(part, done, clips.size()),
                options.input().skipUnreadable()
                        ? Optional.of(reason -> listener.note("left out " + reason))
                        : Optional.empty());
    }

    private static List<Clip> longEnough(List<Clip> clips, NetworkInput input, TrainingOptions options) {
        double least = options.input().dropShortClips() ? input.frontEnd().windowSeconds() : 0;
        return clips.stream().filter(clip -> clip.seconds() >= least).toList();
    }

    /** Read first: a test clip that cannot be read is better told now than when the training is over. */
    private static WindowSet tested(
            List<String> labels,
            int all,
            List<Clip> test,
            NetworkInput input,
            TrainingOptions options,
            TrainingListener listener)
            throws IOException {
        WindowSet windows = windows("test", test, labels, input, options, listener);
        check(all == 0 || windows.size() > 0, "test part must give at least 1 window, got 0 of %d clips", all);
        return windows;
    }

    private static void requireEveryClass(List<String> labels, List<Clip> train) {
        check(!train.isEmpty(), "training part must hold at least 1 clip, got 0");
        List<String> absent = labels.stream()
                .filter(label -> train.stream().noneMatch(clip -> clip.label().equals(label)))
                .toList();
        check(absent.isEmpty(), "training part must hold a clip of each class, got none of %s", absent);
    }
}
