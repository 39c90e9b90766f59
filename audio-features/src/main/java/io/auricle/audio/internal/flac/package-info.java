/** FLAC, native and in Ogg, decoded by this library and checked by its checksums. */
package io.auricle.audio.internal.flac;
