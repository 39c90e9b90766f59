/**
 * The intermediate form between Keras's layers and Deeplearning4j's graph: tensors that keep both the axes that Keras means and the order
 * in which the array lies in memory, and a drawing that collects vertices and the weights that they need.
 */
package io.auricle.keras.internal.graph;
