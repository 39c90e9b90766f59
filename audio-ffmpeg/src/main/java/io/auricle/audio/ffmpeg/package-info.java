/**
 * Sound formats of phones, messengers and browsers (M4A, Opus, WebM, WMA), decoded by FFmpeg. Nothing here need be named:
 * {@code AudioFiles} finds it on the class path. FFmpeg is native code: a hostile file that breaks it takes the process
 * along, so leave this module out where strangers send files and a crash is not bearable.
 */
package io.auricle.audio.ffmpeg;
