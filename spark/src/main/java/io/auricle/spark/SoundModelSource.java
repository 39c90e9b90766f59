package io.auricle.spark;

import static java.util.Objects.requireNonNull;

import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where executors get the model from: a file of the driver, which is shipped once to each executor, or weights on the executors' class
 * path.
 *
 * <p><b>Threads.</b> Immutable.
 */
public final class SoundModelSource implements Serializable {
    private static final long serialVersionUID = 1;
    private static final byte[] PRETRAINED = new byte[0];

    private final String key;
    private final transient byte[] bytes;

    private SoundModelSource(String key, byte[] bytes) {
        this.key = key;
        this.bytes = bytes;
    }

    /**
     * Takes a model file that the driver can read; it is checked here, before any task starts.
     *
     * @param file what {@link ModelFile} wrote
     * @return the source
     * @throws io.auricle.zoo.model.MalformedModelException if it is no model file
     * @throws IOException                                  if it cannot be read
     */
    public static SoundModelSource file(Path file) throws IOException {
        ModelFile.read(requireNonNull(file, "file"));
        byte[] bytes = Files.readAllBytes(file);
        return new SoundModelSource(digest(bytes), bytes);
    }

    /**
     * Takes the weights of {@code model-zoo-pretrained}, which must be on the executors' class path.
     *
     * @return the source
     */
    public static SoundModelSource pretrained() {
        return new SoundModelSource("pretrained", PRETRAINED);
    }

    /** {@return a name that is equal for equal models} */
    String key() {
        return key;
    }

    /** {@return what the driver broadcasts; empty for weights on the class path} */
    byte[] bytes() {
        return bytes;
    }

    /** Loads the classifier on an executor, from what was broadcast. */
    SoundClassifier load(byte[] broadcast, SoundClassifier.Options options) throws IOException {
        return broadcast.length == 0
                ? SoundClassifier.pretrained(options)
                : SoundClassifier.load(new ByteArrayInputStream(broadcast), options);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
