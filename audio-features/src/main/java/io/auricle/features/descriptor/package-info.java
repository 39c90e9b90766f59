/**
 * What people derive from spectra and signals: MFCC and deltas, PCEN, centroid, bandwidth and roll-off, RMS, zero crossings,
 * and the front ends of Kaldi and Whisper. In: mono samples or a {@link io.auricle.features.Spectrogram}. Out: a {@link
 * io.auricle.features.Spectrogram}, one row a coefficient. Start at {@link io.auricle.features.descriptor.Mfcc}.
 */
package io.auricle.features.descriptor;
