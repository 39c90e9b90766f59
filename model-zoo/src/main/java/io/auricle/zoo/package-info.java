/**
 * Networks that name city sounds, the model file, and the classifier that apps embed.
 *
 * <p>In goes a {@code FrontEnd} and a number of classes, out comes a Deeplearning4j graph: start at {@link io.auricle.zoo.Architecture}.
 */
package io.auricle.zoo;
