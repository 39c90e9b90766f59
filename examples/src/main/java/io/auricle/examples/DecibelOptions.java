package io.auricle.examples;

import io.auricle.features.DecibelConfig;
import io.auricle.features.preset.FeatureRequest;
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

    /**
     * Applies what was given.
     *
     * @param decibels a preset's settings
     * @return the same builder
     */
    DecibelConfig.Builder applyTo(DecibelConfig.Builder decibels) {
        set(decibels::reference, decibels::referenceMax, decibels::amin, decibels::topDb, decibels::noTopDb);
        return decibels;
    }

    /**
     * Sets what was given.
     *
     * @param request a feature with a preset's defaults
     */
    void applyTo(FeatureRequest.Builder request) {
        set(request::reference, request::referenceMax, request::amin, request::topDb, request::noTopDb);
    }

    private void set(
            DoubleConsumer toReference,
            Runnable toMax,
            DoubleConsumer toAmin,
            DoubleConsumer toTopDb,
            Runnable toNone) {
        set("--ref", reference, "max", toReference, toMax);
        if (amin != null) {
            toAmin.accept(amin);
        }
        set("--top-db", topDb, "none", toTopDb, toNone);
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
