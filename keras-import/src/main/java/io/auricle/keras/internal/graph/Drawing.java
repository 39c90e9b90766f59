package io.auricle.keras.internal.graph;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** A graph as it is drawn: vertices in order, the weights that they need, and notes for the user. */
public final class Drawing {
    private static final long MOST_VALUES = 1L << 31;
    private static final long MOST_PARAMETERS = 1L << 28;
    private static final int MOST_VERTICES = 20_000;

    private final Map<String, Vertex> vertices = new LinkedHashMap<>();
    private final List<WeightNeed> needs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long parameters;

    /**
     * A vertex.
     *
     * @param layer  its layer, or null
     * @param vertex what it is if it has no layer, or null
     * @param inputs names of the vertices that it reads
     */
    public record Vertex(Layer layer, GraphVertex vertex, List<String> inputs) {}

    /** {@return the vertices in the order in which they were drawn} */
    public Map<String, Vertex> vertices() {
        return vertices;
    }

    /** {@return what weights the vertices need} */
    public List<WeightNeed> needs() {
        return needs;
    }

    /** {@return what a user should be told} */
    public List<String> notes() {
        return notes;
    }

    /**
     * Tells the user something, once.
     *
     * @param note a sentence
     */
    public void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /**
     * Asks for weights.
     *
     * @param need which
     * @throws Refusal if the graph becomes too large
     */
    public void need(WeightNeed need) throws Refusal {
        for (WeightNeed.Role role : need.roles()) {
            grow(
                    need.path().name(),
                    role.shape().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b));
        }
        needs.add(need);
    }

    /**
     * Counts parameters.
     *
     * @param layer name of the layer
     * @param count how many more
     * @throws Refusal if the graph becomes too large
     */
    public void grow(String layer, double count) throws Refusal {
        require(
                count + parameters <= MOST_PARAMETERS,
                "layer " + layer,
                count,
                "parameters must be at most %d",
                MOST_PARAMETERS);
        parameters += (long) count;
    }

    /**
     * Adds a layer.
     *
     * @param name   wanted name; a number is appended if it is taken
     * @param layer  the layer
     * @param inputs what it reads
     * @return its name
     * @throws Refusal if the graph becomes too large
     */
    public String add(String name, Layer layer, String... inputs) throws Refusal {
        return add(name, new Vertex(layer, null, List.of(inputs)));
    }

    /**
     * Adds a vertex without a layer.
     *
     * @param name   wanted name; a number is appended if it is taken
     * @param vertex the vertex
     * @param inputs what it reads
     * @return its name
     * @throws Refusal if the graph becomes too large
     */
    public String add(String name, GraphVertex vertex, String... inputs) throws Refusal {
        return add(name, new Vertex(null, vertex, List.of(inputs)));
    }

    private String add(String wanted, Vertex vertex) throws Refusal {
        String name = free(wanted);
        vertices.put(name, vertex);
        require(vertices.size() <= MOST_VERTICES, "", "more", "vertices must be at most %d", MOST_VERTICES);
        return name;
    }

    /**
     * A name that no vertex has.
     *
     * @param wanted a name
     * @return it, or it with a number
     */
    public String free(String wanted) {
        String name = wanted;
        for (int i = 2; vertices.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /**
     * The same values with the array's axes regrouped; the order in memory stays.
     *
     * @param t    a tensor
     * @param axes new axes of the array: the same atoms in the same order
     * @return the tensor
     * @throws Refusal if a length is open
     */
    public Tensor regroup(Tensor t, List<List<Atom>> axes) throws Refusal {
        Tensor wanted = new Tensor(t.vertex(), t.keras(), axes);
        if (t.physical().size() == axes.size() && sizes(t.physical()).equals(sizes(axes))) {
            return wanted;
        }
        boolean open = axes.stream().anyMatch(axis -> Tensor.size(axis) == Atom.OPEN);
        require(
                !open,
                "vertex " + t.vertex(),
                "an open one",
                "a length must be fixed in the model where the array is reshaped");
        checkSize(t);
        return wanted.at(reshape(t.vertex(), flattened(t, wanted), wanted));
    }

    private String reshape(String name, String input, Tensor wanted) throws Refusal {
        return add(name + "-reshape", new ReshapeVertex(wanted.arrayShape()), input);
    }

    /** Pictures lose their last axis by way of one axis: a model file takes a direct step for a front end that does not fit. */
    private String flattened(Tensor t, Tensor wanted) throws Refusal {
        int[] from = t.arrayShape();
        int[] to = wanted.arrayShape();
        boolean direct = from.length < 4 || to.length == 2 || from[from.length - 1] == to[to.length - 1];
        return direct
                ? t.vertex()
                : reshape(t.vertex() + "-flat", t.vertex(), new Tensor(t.vertex(), t.keras(), List.of(t.inMemory())));
    }

    private static List<Long> sizes(List<List<Atom>> axes) {
        return axes.stream().map(Tensor::size).toList();
    }

    /**
     * Refuses arrays that no machine could hold.
     *
     * @param t a tensor
     * @throws Refusal if it has too many values
     */
    public void checkSize(Tensor t) throws Refusal {
        double values = t.inMemory().stream().mapToDouble(Atom::size).reduce(1, (a, b) -> a * b);
        require(
                values < MOST_VALUES,
                "vertex " + t.vertex(),
                values,
                "an array must have fewer than %d values",
                MOST_VALUES);
    }

    /**
     * Brings the array into groups of atoms, by reshaping alone or by one exchange of its front with its back.
     *
     * @param t      a tensor
     * @param groups the wanted axes of the array, in order
     * @return the tensor, or null if that is not enough
     * @throws Refusal if a length is open
     */
    public Tensor arrange(Tensor t, Group... groups) throws Refusal {
        List<Atom> memory = t.inMemory();
        for (int turn = 0; turn < Math.max(1, memory.size()); turn++) {
            List<Atom> turned = new ArrayList<>(memory.subList(turn, memory.size()));
            turned.addAll(memory.subList(0, turn));
            List<List<Atom>> axes = Group.split(turned, groups);
            if (axes != null) {
                return regroup(turn == 0 ? t : turn(t, turn), axes);
            }
        }
        return null;
    }

    /** Moves the first atoms of the array behind the others. */
    private Tensor turn(Tensor t, int count) throws Refusal {
        List<Atom> memory = t.inMemory();
        List<Atom> front = memory.subList(0, count);
        List<Atom> back = memory.subList(count, memory.size());
        Tensor two = regroup(t, List.of(front, back));
        var swap = new ComposableInputPreProcessor(
                new RnnToFeedForwardPreProcessor(RNNFormat.NWC), new FeedForwardToRnnPreProcessor(RNNFormat.NCW));
        String name = add(t.vertex() + "-transpose", new PreprocessorVertex(swap), two.vertex());
        return new Tensor(name, t.keras(), List.of(back, front));
    }

    /**
     * Puts copies before layers that would change what others read: Deeplearning4j applies activations in place when it answers.
     *
     * @throws Refusal if the graph becomes too large
     */
    public void protectShared() throws Refusal {
        Map<String, Vertex> drawn = new LinkedHashMap<>(vertices);
        Map<String, Integer> readers = new HashMap<>();
        drawn.values().forEach(vertex -> vertex.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        vertices.clear();
        for (Map.Entry<String, Vertex> entry : drawn.entrySet()) {
            Vertex vertex = entry.getValue();
            boolean inPlace = vertex.layer() instanceof ActivationLayer || vertex.layer() instanceof PReLULayer;
            if (inPlace && !isPrivate(drawn, readers, vertex.inputs().get(0))) {
                String copy =
                        add(drawn, entry.getKey() + "-copy", vertex.inputs().get(0));
                vertex = new Vertex(vertex.layer(), null, List.of(copy));
            }
            vertices.put(entry.getKey(), vertex);
        }
    }

    private String add(Map<String, Vertex> taken, String wanted, String input) throws Refusal {
        String name = wanted;
        for (int i = 2; taken.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        return add(name, new ScaleVertex(1), input);
    }

    /** Whether one reader alone sees the array of a vertex; dropout hands on the array that it reads. */
    private static boolean isPrivate(Map<String, Vertex> drawn, Map<String, Integer> readers, String name) {
        Vertex vertex = drawn.get(name);
        boolean input = vertex.layer() == null && vertex.vertex() == null;
        boolean alone = !input && readers.get(name) == 1;
        return alone
                && (!(vertex.layer() instanceof DropoutLayer)
                        || isPrivate(drawn, readers, vertex.inputs().get(0)));
    }
}
