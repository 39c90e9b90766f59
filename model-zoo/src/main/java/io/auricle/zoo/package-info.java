/**
 * Networks that name city sounds, the model file, and the classifier that apps embed.
 *
 * <p>To use a trained model start at {@link io.auricle.zoo.SoundClassifier}: in goes sound, out comes a {@link
 * io.auricle.zoo.Prediction}. To make a network start at {@link io.auricle.zoo.Architecture}: in goes a {@code FrontEnd} and a number of
 * classes, out comes a Deeplearning4j graph. To keep one, {@link io.auricle.zoo.ModelFile}.
 */
package io.auricle.zoo;
