package io.auricle.keras.internal.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedKerasInternal {}
