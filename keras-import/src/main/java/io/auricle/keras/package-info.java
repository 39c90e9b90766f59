/**
 * Keras models as Deeplearning4j graphs: in goes an {@code .h5} or {@code .keras} file, out comes a network that answers the same.
 *
 * <p>Start at {@link io.auricle.keras.KerasModels}.
 */
package io.auricle.keras;
