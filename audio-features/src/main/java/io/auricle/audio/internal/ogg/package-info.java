/** Ogg pages and packets: the container of Vorbis and FLAC. */
package io.auricle.audio.internal.ogg;
