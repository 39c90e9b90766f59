package io.auricle.onnx.internal;

/**
 * A tensor of the ONNX graph.
 *
 * @param name its name
 * @param rank how many axes it has, the batch counted
 */
public record Value(String name, int rank) {}
