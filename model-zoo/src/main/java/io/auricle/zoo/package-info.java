/** Graphs, the model file and the classifier. Start at {@code SoundClassifier}. */
package io.auricle.zoo;
