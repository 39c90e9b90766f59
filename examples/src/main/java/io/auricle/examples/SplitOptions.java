package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.data.SplitProtocol;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which clips train, validate and test. */
final class SplitOptions {

    private static final double TEST_SHARE = 0.2;
    private static final double VALIDATION_SHARE = 0.15;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            converter = ProtocolConverter.class,
            completionCandidates = Protocols.class,
            description =
                    "How clips are dealt out: ${COMPLETION-CANDIDATES}. The two random ones leak: clips of one recording"
                            + " train and test. Default: official where the data set has folds of its own or folds are named, else"
                            + " grouped.")
    private Protocol protocol;

    @Option(
            names = "--train-folds",
            split = ",",
            paramLabel = "FOLD",
            description = "Folds that train; unset: all others.")
    private List<Integer> trainFolds = List.of();

    @Option(
            names = "--validation-folds",
            split = ",",
            paramLabel = "FOLD",
            description = "Folds that validate; unset: 15 %% of the training recordings, grouped and seeded.")
    private List<Integer> validationFolds = List.of();

    @Option(names = "--test-folds", split = ",", paramLabel = "FOLD", description = "Folds that test.")
    private List<Integer> testFolds = List.of();

    @Option(
            names = "--no-test",
            description = "Test on nothing (--protocol official): for weights to ship, after another run was tested.")
    private boolean noTest;

    /** How clips are dealt out. */
    enum Protocol {
        OFFICIAL,
        GROUPED,
        RANDOM_CLIPS,
        RANDOM_WINDOWS;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Deals the clips out.
     *
     * @param data         the data set
     * @param seed         of random choices
     * @param noValidation whether the validation clips are to train, so that nobody may name folds of them
     * @return the split
     */
    Split split(AudioDataset data, long seed, boolean noValidation) {
        Checks.usage(
                spec,
                !noValidation || validationFolds.isEmpty(),
                "--no-validation and --validation-folds exclude each other, got folds %s",
                validationFolds);
        boolean folds = noTest || !(trainFolds.isEmpty() && validationFolds.isEmpty() && testFolds.isEmpty());
        Protocol dealt = dealt(data, folds);
        Checks.usage(
                spec,
                dealt == Protocol.OFFICIAL || !folds,
                "%s for --protocol official, got --protocol %s",
                noTest ? "--no-test is" : "folds are",
                dealt.word());
        SplitProtocol chosen =
                switch (dealt) {
                    case OFFICIAL -> official(data.clips(), seed);
                    case GROUPED -> new SplitProtocol.Grouped(VALIDATION_SHARE, TEST_SHARE, seed);
                    case RANDOM_CLIPS -> new SplitProtocol.RandomClips(VALIDATION_SHARE, TEST_SHARE, seed);
                    case RANDOM_WINDOWS -> new SplitProtocol.RandomWindows(seed);
                };
        return chosen.deal(data.clips());
    }

    /** The folds of class folders are made of file names: without a word from the user, recordings are dealt. */
    private Protocol dealt(AudioDataset data, boolean foldsNamed) {
        if (protocol != null) {
            return protocol;
        }
        return foldsNamed || data.hasFixedFolds() ? Protocol.OFFICIAL : Protocol.GROUPED;
    }

    private SplitProtocol official(List<Clip> clips, long seed) {
        Checks.usage(
                spec,
                noTest || !testFolds.isEmpty(),
                "--test-folds is missing: --protocol official needs folds to test on");
        Checks.usage(spec, !noTest || testFolds.isEmpty(), "--no-test is for runs without --test-folds");
        Set<Integer> train = new TreeSet<>(trainFolds);
        if (train.isEmpty()) {
            clips.forEach(clip -> clip.fold().ifPresent(train::add));
            boolean any = !train.isEmpty();
            train.removeAll(validationFolds);
            train.removeAll(testFolds);
            Checks.usage(
                    spec,
                    !train.isEmpty() || !any,
                    "--validation-folds %s and --test-folds %s must leave a fold to train on, got none",
                    validationFolds,
                    testFolds);
        }
        return new SplitProtocol.Official(train, new TreeSet<>(validationFolds), new TreeSet<>(testFolds), seed);
    }

    /** The words for protocols. */
    static final class Protocols implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return java.util.Arrays.stream(Protocol.values())
                    .map(Protocol::word)
                    .iterator();
        }
    }

    /** From word to protocol. */
    static final class ProtocolConverter implements picocli.CommandLine.ITypeConverter<Protocol> {
        @Override
        public Protocol convert(String word) {
            return java.util.Arrays.stream(Protocol.values())
                    .filter(protocol -> protocol.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new picocli.CommandLine.TypeConversionException(
                            "must be official, grouped, random-clips or random-windows, got " + word));
        }
    }
}
