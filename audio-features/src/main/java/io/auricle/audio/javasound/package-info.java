/**
 * AIFF, AU, FLAC, Ogg Vorbis and MP3, decoded by {@code javax.sound} service providers. Nothing here need be named:
 * {@code AudioFiles} finds it. AIFF and AU come with the JDK; for the others add a provider to the class path.
 */
package io.auricle.audio.javasound;
