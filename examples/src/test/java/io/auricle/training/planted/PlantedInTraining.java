package io.auricle.training.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInTraining {
    io.auricle.examples.planted.PlantedInExamples examples;
    io.auricle.zoo.internal.planted.PlantedZooInternal internal;
    io.auricle.keras.internal.planted.PlantedKerasInternal keras;
    io.auricle.onnx.internal.planted.PlantedOnnxInternal onnx;
}
