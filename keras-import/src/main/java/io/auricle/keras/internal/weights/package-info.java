/** Where a file keeps the weights of which layer: by names in Keras 1 and 2, by numbers of classes in Keras 3. */
package io.auricle.keras.internal.weights;
