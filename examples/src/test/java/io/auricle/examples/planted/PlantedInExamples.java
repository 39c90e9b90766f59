package io.auricle.examples.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInExamples {
    io.auricle.training.internal.planted.PlantedTrainingInternal internal;
}
