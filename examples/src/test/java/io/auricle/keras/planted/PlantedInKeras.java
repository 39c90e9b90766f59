package io.auricle.keras.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInKeras {
    io.auricle.examples.planted.PlantedInExamples examples;
}
