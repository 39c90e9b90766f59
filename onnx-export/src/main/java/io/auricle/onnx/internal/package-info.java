/** Deeplearning4j's layers and vertices as ONNX operators: one exporter for each kind, in {@link io.auricle.onnx.internal.Exporters}. */
package io.auricle.onnx.internal;
