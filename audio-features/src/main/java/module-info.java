/**
 * Sound to samples to windows to spectrograms, equal to librosa.
 *
 * <p>The desktop module is needed only to decode through {@code javax.sound}.
 */
@SuppressWarnings("requires-automatic")
module io.auricle.audio.features {
    requires JTransforms;
    requires org.slf4j;
    requires static java.desktop;

    exports io.auricle.audio;
    exports io.auricle.augment;
    exports io.auricle.features;
    exports io.auricle.features.descriptor;
    exports io.auricle.features.preset;
    exports io.auricle.npy;
    exports io.auricle.picture;

    uses io.auricle.audio.AudioDecoder;

    provides io.auricle.audio.AudioDecoder with
            io.auricle.audio.javasound.JavaSoundDecoder;
}
