package io.auricle.zoo;

import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * The networks of this zoo by the words that the command line and the model file use.
 *
 * <pre>{@code
 * ComputationGraph graph = Architecture.of("cnn-lstm").builder().frontEnd(frontEnd).classes(10).seed(1).build().init();
 * }</pre>
 *
 * <p><b>Shape.</b> Every graph reads {@code [N, 1, bands, frames]} and answers {@code [N, classes]} probabilities. <b>Threads.</b>
 * Immutable, share it; a graph that it makes belongs to one thread at a time.
 */
public enum Architecture {
    /** The notebook's CNN+LSTM, layer by layer: {@link CnnLstm}. */
    CNN_LSTM("cnn-lstm", CnnLstm::builder),
    /** The notebook's CNN without LSTM: {@link Cnn}. */
    CNN("cnn", Cnn::builder),
    /** Convolutions that keep time, then LSTMs over it: {@link Crnn}. */
    CRNN("crnn", Crnn::builder),
    /** Salamon and Bello's network of 2017: {@link SbCnn}. */
    SB_CNN("sb-cnn", SbCnn::builder);

    private final String word;
    private final Supplier<SoundNetwork.Builder<?>> builders;

    Architecture(String word, Supplier<SoundNetwork.Builder<?>> builders) {
        this.word = word;
        this.builders = builders;
    }

    /** {@return the name on the command line and in model files, such as {@code cnn-lstm}} */
    public String word() {
        return word;
    }

    /**
     * Finds a network by its word.
     *
     * @param word one of {@code cnn-lstm, cnn, crnn, sb-cnn}
     * @return the network of that word
     * @throws IllegalArgumentException if no network has this word; the message lists them
     */
    public static Architecture of(String word) {
        requireNonNull(word, "word");
        return Arrays.stream(values())
                .filter(architecture -> architecture.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("model must be one of %s, got %s".formatted(words(), word)));
    }

    /** {@return a new builder with this network's default sizes and optimiser} */
    public SoundNetwork.Builder<?> builder() {
        return builders.get();
    }

    /**
     * Writes this network down for a front end, in its default size and with its default optimiser.
     *
     * @param frontEnd what makes the network's input; fixes bands and frames
     * @param classes  labels to tell apart; at least 2
     * @param seed     seed of the initial weights and of dropout
     * @return the configuration; {@link SoundNetwork#init()} also sets the weights that it cannot express
     * @throws IllegalArgumentException if the front end's pictures are too small for this network, or classes is below 2
     */
    public ComputationGraphConfiguration configure(FrontEnd frontEnd, int classes, long seed) {
        return builder().frontEnd(frontEnd).classes(classes).seed(seed).build().conf();
    }

    private static String words() {
        return Arrays.stream(values()).map(Architecture::word).collect(Collectors.joining(", "));
    }
}
