/**
 * From samples to spectrograms with the definitions of librosa 0.11. In: mono samples, or a clip of {@code io.auricle.audio}.
 * Out: {@link io.auricle.features.Spectrogram}. Start at {@link io.auricle.features.FrontEnd} for a network's input, or at
 * {@link io.auricle.features.MelSpectrogram} for mel bands alone.
 */
package io.auricle.features;
