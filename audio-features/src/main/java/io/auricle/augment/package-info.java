/**
 * Seeded changes of sound and of spectrograms, to train on more than was recorded: one class each, all values. Start at
 * {@code Augmentation}, the ordered list of them.
 */
package io.auricle.augment;
