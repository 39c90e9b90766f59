/**
 * oneDNN in single layers of a network that Deeplearning4j itself runs: its helper interfaces, implemented.
 *
 * <p>{@link io.auricle.onednn.internal.layers.LayerHelpers#attach} enters a network and gives each layer that has one its
 * helper. A helper that cannot do a call answers null, and Deeplearning4j does the call as it always did.
 */
package io.auricle.onednn.internal.layers;
