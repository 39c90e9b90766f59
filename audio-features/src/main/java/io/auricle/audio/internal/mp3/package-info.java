/** MPEG audio, decoded by JLayer, if it is on the class path. */
package io.auricle.audio.internal.mp3;
