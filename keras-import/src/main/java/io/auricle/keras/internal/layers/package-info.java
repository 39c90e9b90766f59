/**
 * One class for each kind of Keras layer, and one map of them: {@link io.auricle.keras.internal.layers.Kinds}. A kind checks its options
 * and shapes, draws vertices of stock Deeplearning4j, and says which weights go where.
 */
package io.auricle.keras.internal.layers;
