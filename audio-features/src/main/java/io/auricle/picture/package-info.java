/**
 * Pictures of spectrograms and waveforms as PNG, with axes. Drawn here down to the letters: no AWT, no fonts, no display is
 * needed. Start at {@code SpectrogramPlot} and {@code WaveformPlot}.
 */
package io.auricle.picture;
