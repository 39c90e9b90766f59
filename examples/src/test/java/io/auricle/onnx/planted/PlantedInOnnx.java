package io.auricle.onnx.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInOnnx {
    io.auricle.examples.planted.PlantedInExamples examples;
}
