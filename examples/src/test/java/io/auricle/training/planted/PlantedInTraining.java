package io.auricle.training.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInTraining {
    io.auricle.examples.planted.PlantedInExamples examples;
    io.auricle.zoo.internal.planted.PlantedZooInternal internal;
}
