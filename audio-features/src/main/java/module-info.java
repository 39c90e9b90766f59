/**
 * Sound to samples to windows to spectrograms, equal to librosa.
 *
 * <p>JLayer and JOrbis are needed only to read MP3 and Ogg Vorbis.
 */
@SuppressWarnings({"requires-automatic", "module"}) // our other modules are not on the path while this one is compiled
module io.auricle.audio.features {
    requires JTransforms;
    requires org.slf4j;
    requires static com.github.trilarion.sound;
    requires static jlayer;

    exports io.auricle.audio;
    exports io.auricle.augment;
    exports io.auricle.features;
    exports io.auricle.features.descriptor;
    exports io.auricle.internal to
            io.auricle.data,
            io.auricle.examples,
            io.auricle.training,
            io.auricle.zoo;
    exports io.auricle.npy;
    exports io.auricle.picture;

    uses io.auricle.audio.AudioDecoder;
    uses io.auricle.augment.TransformProvider;

    provides io.auricle.audio.AudioDecoder with
            io.auricle.audio.internal.flac.FlacDecoder,
            io.auricle.audio.internal.flac.OggFlacDecoder,
            io.auricle.audio.internal.mp3.Mp3Decoder,
            io.auricle.audio.internal.pcm.PcmFileDecoder,
            io.auricle.audio.internal.vorbis.VorbisDecoder;
}
