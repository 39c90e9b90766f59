package io.auricle.features;

/** On which axis the slopes of a mel band's triangle are straight. */
public enum MelSlope {
    /** Over hertz: librosa, torchaudio, Whisper. */
    HERTZ,
    /** Over mels: Kaldi, TensorFlow, YAMNet. */
    MEL
}
