package io.auricle.examples;

import io.auricle.examples.MelFeature.OptionGroup;
import io.auricle.features.DecibelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import picocli.CommandLine.Option;

/** The options of decibels; what is not given keeps the preset's value. */
final class DecibelOptions {

    @Option(names = "--ref", paramLabel = "NUMBER|max", description = "The power that is 0 dB, or max: the loudest.")
    private String reference;

    @Option(names = "--amin", paramLabel = "NUMBER", description = "Lower powers count as this one.")
    private Double amin;

    @Option(
            names = "--top-db",
            paramLabel = "NUMBER|none",
            description = "Largest distance below the loudest, or none.")
    private String topDb;

    /** {@return what was typed} */
    List<GivenOption> given() {
        List<GivenOption> given = new ArrayList<>();
        GivenOption.add(given, "--ref", OptionGroup.DECIBELS, reference);
        GivenOption.add(given, "--amin", OptionGroup.DECIBELS, amin);
        GivenOption.add(given, "--top-db", OptionGroup.DECIBELS, topDb);
        return given;
    }

    /**
     * Applies what was typed.
     *
     * @param decibels a preset's settings
     * @return the same builder
     */
    DecibelConfig.Builder applyTo(DecibelConfig.Builder decibels) {
        set("--ref", reference, "max", decibels::reference, decibels::referenceMax);
        if (amin != null) {
            decibels.amin(amin);
        }
        set("--top-db", topDb, "none", decibels::topDb, decibels::noTopDb);
        return decibels;
    }

    private static void set(String option, String text, String word, DoubleConsumer toNumber, Runnable toWord) {
        if (text == null) {
            return;
        }
        if (text.equalsIgnoreCase(word)) {
            toWord.run();
        } else {
            toNumber.accept(number(option, word, text));
        }
    }

    private static double number(String option, String word, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number or " + word + ", got " + text);
        }
    }
}
