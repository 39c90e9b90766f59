/** From a file, stream or byte array to samples: decoding, mono, resampling. Start at {@code AudioFiles}. */
package io.auricle.audio;
