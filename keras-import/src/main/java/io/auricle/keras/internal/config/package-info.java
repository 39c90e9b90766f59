/** What a Keras model's JSON says: layers, options, and which layer reads which. Nothing here looks at weights. */
package io.auricle.keras.internal.config;
