/**
 * The model file: a trained network with everything that its use must share with its training.
 *
 * <p>Start at {@link io.auricle.zoo.model.ModelFile}: it writes a {@link io.auricle.zoo.model.SoundModel} and reads it back, also from a
 * stranger's file.
 */
package io.auricle.zoo.model;
