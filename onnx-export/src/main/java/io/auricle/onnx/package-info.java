/**
 * Models as ONNX files, for runtimes other than the JVM's: the network alone, or from samples to answers.
 *
 * <p>Start at {@link io.auricle.onnx.OnnxModels}.
 */
package io.auricle.onnx;
