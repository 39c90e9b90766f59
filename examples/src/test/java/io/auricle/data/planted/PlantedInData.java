package io.auricle.data.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInData {
    org.nd4j.linalg.api.ndarray.INDArray array;
    io.auricle.zoo.planted.PlantedInZoo zoo;
    io.auricle.audio.internal.planted.PlantedAudioInternal internal;
}
