/** Zip files of Keras 3, read with bounds. */
package io.auricle.keras.internal.zip;
