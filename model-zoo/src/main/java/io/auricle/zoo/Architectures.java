package io.auricle.zoo;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import io.auricle.zoo.internal.plan.NetworkPlan;
import io.auricle.zoo.internal.plan.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The networks of this library, and those that other jars register as services, by their words.
 *
 * <pre>{@code
 * ComputationGraph graph = Architectures.create(Architectures.of("crnn"), NetworkSpec.of(FrontEnd.compact(), 10, 1));
 * }</pre>
 *
 * <p><b>Threads.</b> Safe; a graph belongs to one thread at a time.
 */
public final class Architectures {
    /** The notebook's CNN+LSTM, layer by layer: {@link CnnLstm}. */
    public static final Architecture CNN_LSTM =
            new ZooArchitecture("cnn-lstm", CnnLstm.class, FrontEnd.urbanSound(), true, CnnLstm::builder);

    /** The notebook's CNN without LSTM: {@link Cnn}. */
    public static final Architecture CNN =
            new ZooArchitecture("cnn", Cnn.class, FrontEnd.urbanSound(), true, Cnn::builder);

    /** Convolutions that keep time, then LSTMs over it: {@link Crnn}. */
    public static final Architecture CRNN =
            new ZooArchitecture("crnn", Crnn.class, FrontEnd.compact(), false, Crnn::builder);

    /** Salamon and Bello's network of 2017: {@link SbCnn}. */
    public static final Architecture SB_CNN =
            new ZooArchitecture("sb-cnn", SbCnn.class, FrontEnd.urbanSound(), false, SbCnn::builder);

    /** Softmax on the mean and the maximum of YAMNet's values over a clip: for tens of clips a class. */
    public static final BackboneArchitecture YAMNET_DENSE = YamnetHead.DENSE;

    /** An LSTM over YAMNet's values. */
    public static final BackboneArchitecture YAMNET_LSTM = YamnetHead.LSTM;

    private static final List<Architecture> OURS = List.of(CNN_LSTM, CNN, CRNN, SB_CNN, YAMNET_DENSE, YAMNET_LSTM);

    private Architectures() {}

    /**
     * Lists the networks that have a word: this library's, then those registered as services.
     *
     * @return all, in a fixed order of this library's
     * @throws IllegalArgumentException if two have the same word, or a word is none
     */
    public static List<Architecture> all() {
        return List.copyOf(byWord(ServiceLoader.load(Architecture.class)).values());
    }

    /**
     * Finds a network by its word.
     *
     * @param word such as {@code cnn-lstm}
     * @return the network of that word
     * @throws IllegalArgumentException if no network has this word, and the message lists the words; or if two have the same word
     */
    public static Architecture of(String word) {
        requireNonNull(word, "word");
        Map<String, Architecture> all = byWord(ServiceLoader.load(Architecture.class));
        check(all.containsKey(word), "model must be one of %s, got %s", String.join(", ", all.keySet()), word);
        return all.get(word);
    }

    static Map<String, Architecture> byWord(Iterable<Architecture> services) {
        Map<String, Architecture> all = new LinkedHashMap<>();
        for (Collection<Architecture> source : List.of(OURS, listed(services))) {
            for (Architecture architecture : source) {
                checkWord(architecture);
                Architecture other = all.putIfAbsent(architecture.word(), architecture);
                check(
                        other == null,
                        "the word of an architecture must be unique, got %s for %s and %s",
                        architecture.word(),
                        className(other),
                        className(architecture));
            }
        }
        return all;
    }

    private static List<Architecture> listed(Iterable<Architecture> services) {
        List<Architecture> list = new java.util.ArrayList<>();
        services.forEach(list::add);
        return list;
    }

    private static void checkWord(Architecture architecture) {
        String word = architecture.word();
        check(
                word != null && word.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "the word of %s must be lower-case letters, digits and hyphens, got %s",
                className(architecture),
                word);
    }

    private static String className(Architecture architecture) {
        return architecture instanceof ZooArchitecture ours
                ? ours.network().getName()
                : architecture == null ? "none" : architecture.getClass().getName();
    }

    /**
     * Makes a graph and checks that it is what was asked for: before hours of training, not after.
     *
     * @param architecture this library's or your own
     * @param spec         sizes, seed, optimiser
     * @return a new graph with initial weights
     * @throws IllegalArgumentException if the input is too small for the network, or the graph does not read the specified input, does not
     *     answer the specified classes, or holds a layer or vertex that a model file cannot hold
     */
    public static ComputationGraph create(Architecture architecture, NetworkSpec spec) {
        checkWord(architecture);
        ComputationGraph graph = requireNonNull(architecture.create(spec), "graph");
        int classes = classes(architecture, spec, graph);
        check(
                classes == spec.classes(),
                "%s (%s) must answer %d classes, got a graph with %d outputs",
                architecture.word(),
                className(architecture),
                spec.classes(),
                classes);
        return graph;
    }

    private static int classes(Architecture architecture, NetworkSpec spec, ComputationGraph graph) {
        try {
            String input = graph.getConfiguration().getNetworkInputs().get(0);
            Shape shape = Shape.of(spec.windows(), spec.bands(), spec.frames());
            return NetworkPlan.of("graph", StrictJson.parse("graph", Graphs.json(graph)), Map.of(input, shape))
                    .classes();
        } catch (Refusal e) {
            String rule = "%s (%s) must make a graph for %d x %d x %d that a model file can hold: %s"
                    .formatted(
                            architecture.word(),
                            className(architecture),
                            spec.windows(),
                            spec.bands(),
                            spec.frames(),
                            e.getMessage());
            throw new IllegalArgumentException(rule, e);
        }
    }
}
