/**
 * The classifier that apps embed.
 *
 * <p>Start at {@link io.auricle.zoo.classify.SoundClassifier}: in goes sound, out comes a {@link io.auricle.zoo.classify.Prediction}, for
 * a clip, for each window of a recording, or for live sound.
 */
package io.auricle.zoo.classify;
