/** Readers of plain and of ADPCM samples in WAV, Wave64, AIFF, AU and CAF files, which share their sample formats. */
package io.auricle.audio.internal.pcm;
