package io.auricle.examples;

import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.yamnet.Yamnet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What the word MODEL on the command line stands for. */
final class Models {
    /** The weights that ship with the project; a file of that name is {@code ./pretrained}. */
    static final String PRETRAINED = "pretrained";

    /** YAMNet, for AudioSet's 521 sounds. */
    static final String AUDIO_SET = "audioset";

    /** What MODEL may be, for help texts. */
    static final String WORDS = "A model file, or a word: pretrained (ten city sounds), audioset (521 sounds).";

    private Models() {}

    /**
     * Reads a model for evaluation.
     *
     * @param word a file's path, {@code pretrained} or {@code audioset}
     * @return the model
     * @throws IOException if it cannot be read or is no model
     */
    static SoundModel read(String word) throws IOException {
        return switch (word) {
            case PRETRAINED -> ModelFile.pretrained();
            case AUDIO_SET -> Yamnet.audioSet();
            default -> ModelFile.read(Path.of(word));
        };
    }

    /**
     * Loads a classifier for one caller, with all cores for its calls.
     *
     * @param word a file's path, {@code pretrained} or {@code audioset}
     * @return the classifier, to be closed
     * @throws IOException if it cannot be read or is no model
     */
    static SoundClassifier classifier(String word) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        return classifier(
                word, SoundClassifier.Options.defaults().withWorkers(1).withThreadsPerCall(cores));
    }

    /**
     * Loads a classifier.
     *
     * @param word    a file's path, {@code pretrained} or {@code audioset}
     * @param options how to use the machine
     * @return the classifier, to be closed
     * @throws IOException if it cannot be read or is no model
     */
    static SoundClassifier classifier(String word, SoundClassifier.Options options) throws IOException {
        return switch (word) {
            case PRETRAINED -> SoundClassifier.pretrained(options);
            case AUDIO_SET -> SoundClassifier.audioSet(options);
            default -> SoundClassifier.load(Path.of(word), options);
        };
    }

    /**
     * Names the exact model.
     *
     * @param word a file's path, {@code pretrained} or {@code audioset}
     * @return the SHA-256 of the file, or the word with this project's version
     * @throws IOException if the file cannot be read
     */
    static String digest(String word) throws IOException {
        if (word.equals(PRETRAINED) || word.equals(AUDIO_SET)) {
            return word + " of " + new Main.Version().getVersion()[0];
        }
        try (InputStream in = Files.newInputStream(Path.of(word))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int count; (count = in.read(block)) != -1; ) {
                digest.update(block, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
