package io.auricle.examples;

import io.auricle.features.DecibelConfig;
import io.auricle.features.FrontEnd;
import io.auricle.features.MelConfig;
import io.auricle.features.Padding;
import io.auricle.features.StftConfig;
import java.util.Locale;

/** What makes one front end of another, in the words of the command line. */
final class FrontEndWords {
    private final StringBuilder words = new StringBuilder();

    private FrontEndWords() {}

    /**
     * The options that turn a front end into another.
     *
     * @param wanted the one to come to
     * @param usual  the one to start from
     * @return options, each on a line; none if both are equal
     */
    static String of(FrontEnd wanted, FrontEnd usual) {
        FrontEndWords all = new FrontEndWords();
        all.windows(wanted, usual);
        all.transform(wanted.mel().stft(), usual.mel().stft());
        all.bands(wanted.mel(), usual.mel());
        all.decibels(wanted.decibels(), usual.decibels());
        return all.words.toString();
    }

    /** Whether there are options for all of it: an own window, zeros behind it, slopes over mels and other logarithms have none. */
    static boolean knows(FrontEnd frontEnd) {
        DecibelConfig decibels = frontEnd.decibels();
        return !frontEnd.mel().stft().window().toString().startsWith("own")
                && frontEnd.mel().stft().zeroFill() == StftConfig.ZeroFill.AROUND
                && frontEnd.mel().slope() == MelConfig.Slope.HERTZ
                && decibels.offset() == 0
                && decibels.scale() == DecibelConfig.Scale.DECIBELS;
    }

    private void windows(FrontEnd wanted, FrontEnd usual) {
        boolean longer = wanted.windowSeconds() != usual.windowSeconds();
        add("sample-rate", wanted.sampleRateHz(), usual.sampleRateHz());
        add("window-seconds", wanted.windowSeconds(), usual.windowSeconds());
        // The command line lets windows lie end to end when their length is named.
        add("window-hop-seconds", wanted.hopSeconds(), longer ? wanted.windowSeconds() : usual.hopSeconds());
        add("short-clips", word(wanted.shortClip()), word(usual.shortClip()));
        add("clip-ends", word(wanted.clipEnd()), word(usual.clipEnd()));
    }

    private void transform(StftConfig wanted, StftConfig usual) {
        boolean whole = usual.windowLength() == usual.fftSize();
        add("n-fft", wanted.fftSize(), usual.fftSize());
        add("win", wanted.windowLength(), whole ? wanted.fftSize() : usual.windowLength());
        add("hop", wanted.hopLength(), usual.hopLength());
        add("window", wanted.window().toString(), usual.window().toString());
        add("power", wanted.power(), usual.power());
        if (wanted.padding() != usual.padding()) {
            words.append(
                    switch (wanted.padding()) {
                        case NONE -> ReproduceText.option("no-center");
                        case ZERO -> ReproduceText.option("pad", "constant");
                        case REFLECT -> ReproduceText.option("pad", word(Padding.REFLECT));
                    });
        }
    }

    private void bands(MelConfig wanted, MelConfig usual) {
        boolean whole = usual.maxHz() == usual.sampleRateHz() / 2.0;
        add("mels", wanted.melBands(), usual.melBands());
        add("fmin", wanted.minHz(), usual.minHz());
        add("fmax", wanted.maxHz(), whole ? wanted.sampleRateHz() / 2.0 : usual.maxHz());
        add("mel-scale", word(wanted.scale()), word(usual.scale()));
        add("norm", word(wanted.norm()), word(usual.norm()));
    }

    private void decibels(DecibelConfig wanted, DecibelConfig usual) {
        add("ref", reference(wanted), reference(usual));
        add("amin", wanted.amin(), usual.amin());
        add("top-db", top(wanted), top(usual));
    }

    private static String reference(DecibelConfig decibels) {
        return decibels.reference() instanceof DecibelConfig.Value value ? "" + value.power() : "max";
    }

    private static String top(DecibelConfig decibels) {
        return decibels.topDb().isPresent() ? "" + decibels.topDb().getAsDouble() : "none";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void add(String name, Object wanted, Object usual) {
        if (!wanted.equals(usual)) {
            words.append(ReproduceText.option(name, wanted));
        }
    }
}
