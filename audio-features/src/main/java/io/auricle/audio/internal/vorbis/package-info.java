/** Ogg Vorbis, decoded by the JOrbis classes of java-vorbis-support, if they are on the class path. */
package io.auricle.audio.internal.vorbis;
