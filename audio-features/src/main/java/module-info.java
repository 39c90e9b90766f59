/**
 * Sound to samples to windows to spectrograms, equal to librosa.
 *
 * <p>The desktop module is needed only to decode through {@code javax.sound}.
 */
@SuppressWarnings({"requires-automatic", "module"}) // our other modules are not on the path while this one is compiled
module io.auricle.audio.features {
    requires JTransforms;
    requires org.slf4j;
    requires static java.desktop;

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
            io.auricle.audio.javasound.JavaSoundDecoder;
}
