/**
 * Runs stock Deeplearning4j networks on oneDNN.
 *
 * <p>A stock {@code ComputationGraph} or {@code MultiLayerNetwork} enters {@link io.auricle.onednn.OneDnn#accelerate}; the
 * same network, sharing parameters, configuration and updater state, leaves. {@link io.auricle.onednn.OneDnn#report} says
 * what runs where and why.
 */
package io.auricle.onednn;
