package io.auricle.data.internal.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedDataInternal {}
