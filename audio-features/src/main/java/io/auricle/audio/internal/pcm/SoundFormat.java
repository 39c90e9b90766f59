package io.auricle.audio.internal.pcm;

/** What a header says of the sound behind it, checked. */
record SoundFormat(int sampleRateHz, int channels, SampleDecoder decoder) {}
