/**
 * Seeded changes of sound and of spectrograms, to train on more than was recorded. A mono signal and a generator enter, a
 * new signal leaves; each says what it does to the length. Start at {@code SoundAugmentation} and {@code SpectrogramMask}.
 */
package io.auricle.augment;
