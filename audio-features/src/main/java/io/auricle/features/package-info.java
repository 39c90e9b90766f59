/** From samples to spectrograms with the definitions of librosa. Start at {@code FrontEnd} or {@code MelSpectrogram}. */
package io.auricle.features;
