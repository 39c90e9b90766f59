package io.auricle.zoo.internal.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedZooInternal {}
