package io.auricle.zoo.yamnet;

import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.model.MalformedModelException;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.model.Thresholds;
import io.auricle.zoo.yamnet.YamnetLayer.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * YAMNet, Google's network for the 521 sounds of AudioSet: a backbone whose 1024 values per patch tell sounds apart that it was never
 * trained on, and a tagger.
 *
 * <pre>{@code
 * Yamnet yamnet = Yamnet.pretrained();                  // with the artifact io.auricle:model-zoo-yamnet
 * ComputationGraph backbone = yamnet.backbone();        // [N, 1, 64, 96] -> [N, 1024]
 * ComputationGraph tagger = yamnet.tagger();            // [N, 1, 64, 96] -> [N, 521]
 * }</pre>
 *
 * <pre>
 * layer                                                output (64 bands x 96 frames)   parameters
 * --------------------------------------------------   -----------------------------   ----------
 * patch                                                   1 x 64 x 96
 * conv 3x3 / 2, 32, ReLU                                 32 x 32 x 48                         320
 * 13 pairs, each: depthwise 3x3, ReLU · conv 1x1, ReLU   64 x 32 x 48 … 1024 x 2 x 3    3 195 136
 * mean: the embedding                                  1024
 * dense 521, sigmoid                                    521                               534 025
 *                                                                                       ---------
 *                                                                                       3 729 481
 * </pre>
 *
 * <p>Only stock DL4J layers are used: {@code ConvolutionLayer}, {@code DepthwiseConvolution2D}, {@code GlobalPoolingLayer}. Kernels are
 * transposed, so that time is the last axis, as in all networks of this zoo.
 *
 * <p><b>Shape.</b> {@code [N, 1, 64, 96]} in; {@code [N, 1024]} or {@code [N, 521]} out. <b>Units.</b> {@code ln(mel + 0.001)} in; scores in [0,
 * 1] out, independent of each other; FLOAT. <b>Follows</b> M. Plakal and D. Ellis, "YAMNet" (TensorFlow models, Apache-2.0), after A.
 * Howard et al., "MobileNets", 2017; batch norm is part of the weights. <b>Threads.</b> Immutable, share it; each graph that it makes
 * belongs to one thread at a time. <b>Cost.</b> 15 MB; 69 million multiply-adds a patch.
 */
public final class Yamnet {
    /** Rows of a patch. */
    public static final int BANDS = 64;
    /** Columns of a patch. */
    public static final int FRAMES = 96;
    /** Values of an embedding. */
    public static final int EMBEDDING = YamnetLayer.EMBEDDING;
    /** Classes of AudioSet that the network scores. */
    public static final int CLASSES = YamnetLayer.CLASSES;

    private static final String NAME = "yamnet";
    private static final String INPUT = "patch";
    /** Of UrbanSound8K's folds 1 and 2, the clips have 2.4 labels from here on, and one in ten has none (docs/yamnet.md). */
    private static final double ANSWER = 0.2;

    private static final int MOST_FILE_BYTES = 64 << 20;

    private final YamnetWeights weights;
    private final String sha256;

    private Yamnet(YamnetWeights weights, String sha256) {
        this.weights = weights;
        this.sha256 = sha256;
    }

    /**
     * Loads the weights that the artifact {@code io.auricle:model-zoo-yamnet} brings.
     *
     * @return the network
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static Yamnet pretrained() throws IOException {
        return of(YamnetResource.WEIGHTS.bytes(), NAME);
    }

    /**
     * Reads a TFLite file of YAMNet: float weights, or int8 ones with scales per channel or per tensor, batch norm folded in.
     *
     * @param file the file; read whole
     * @return the network
     * @throws MalformedModelException if it is another model's, damaged, or larger than 64 MB
     * @throws IOException             if reading fails
     */
    public static Yamnet read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "a TFLite file must be a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a TFLite file of YAMNet from a stream, to its end.
     *
     * @param in   the file; not closed
     * @param name what errors call it
     * @return the network
     * @throws MalformedModelException if it is another model's, damaged, or larger than 64 MB
     * @throws IOException             if reading fails
     */
    public static Yamnet read(InputStream in, String name) throws IOException {
        requireNonNull(name, "name");
        byte[] bytes = in.readNBytes(MOST_FILE_BYTES + 1);
        if (bytes.length > MOST_FILE_BYTES) {
            throw new MalformedModelException(
                    name, "", "the file must have at most " + MOST_FILE_BYTES + " bytes", "more", null);
        }
        return of(bytes, name);
    }

    private static Yamnet of(byte[] bytes, String source) throws MalformedModelException {
        try {
            return new Yamnet(YamnetFile.read(bytes), sha256(bytes));
        } catch (Refusal e) {
            throw new MalformedModelException(source, e.entry(), e.rule(), e.found(), e.getCause());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /**
     * Reads AudioSet's names of the classes, in the order of the scores.
     *
     * @return 521 names, all different; CC BY 4.0
     * @throws java.io.FileNotFoundException if the artifact {@code io.auricle:model-zoo-yamnet} is not on the class path
     * @throws IOException                   if reading fails
     */
    public static List<String> labels() throws IOException {
        return YamnetResource.LABELS.lines();
    }

    /**
     * Reads the tagger with its front end, its classes and a threshold, as the artifact {@code io.auricle:model-zoo-yamnet} brings them: a
     * model that may be written to a file like any other.
     *
     * @return the model: 521 sounds, several at once; a score of 0.2 counts as an answer
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundModel audioSet() throws IOException {
        Yamnet yamnet = pretrained();
        ModelInput input = ModelInput.of(INPUT, FrontEnd.yamnet(), 1, new Standardizer(0, 1));
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("model", NAME);
        training.put("dataset", "AudioSet");
        training.put("weightsSha256", yamnet.sha256());
        return new SoundModel(
                yamnet.tagger(), List.of(input), labels(), OutputKind.SIGMOID, training, Thresholds.of(ANSWER));
    }

    /** {@return the SHA-256 of the file that the weights came from, in hexadecimal digits} */
    public String sha256() {
        return sha256;
    }

    /**
     * Makes the backbone: a patch in, its embedding out.
     *
     * @return a new graph with the weights, which no training step changes
     */
    public ComputationGraph backbone() {
        GraphBuilder graph = graph();
        graph.setOutputs(addTo(graph, INPUT, ""));
        return withWeights(graph);
    }

    /**
     * Makes the whole network: a patch in, one score per class of AudioSet out.
     *
     * @return a new graph with the weights, which no training step changes
     */
    public ComputationGraph tagger() {
        GraphBuilder graph = graph();
        String embedding = addTo(graph, INPUT, "");
        YamnetLayer scores = YamnetLayer.all().get(YamnetLayer.all().size() - 1);
        OutputLayer layer = new OutputLayer.Builder(LossFunction.XENT)
                .nIn(scores.inputs())
                .nOut(scores.outputs())
                .activation(Activation.SIGMOID)
                .build();
        graph.addLayer(scores.name(), layer, embedding).setOutputs(scores.name());
        return withWeights(graph);
    }

    private static GraphBuilder graph() {
        return new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(InputType.convolutional(BANDS, FRAMES, 1));
    }

    private ComputationGraph withWeights(GraphBuilder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        copyInto(graph, "");
        return graph;
    }

    /**
     * Adds the layers of the backbone to a graph, without weights: see {@link #copyInto}.
     *
     * @param graph  where to
     * @param input  name of an input or a vertex of shape {@code [N, 1, 64, 96]}
     * @param prefix what the names of the layers start with, such as {@code yamnet-}
     * @return name of the last layer, whose output is the embedding, {@code [N, 1024]}
     */
    public static String addTo(GraphBuilder graph, String input, String prefix) {
        requireNonNull(prefix, "prefix");
        String last = input;
        for (YamnetLayer layer : YamnetLayer.all()) {
            if (layer.kind() != Kind.DENSE) {
                graph.addLayer(prefix + layer.name(), convolution(layer), last);
                last = prefix + layer.name();
            }
        }
        String embedding = prefix + "embedding";
        graph.addLayer(embedding, new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
        return embedding;
    }

    private static Layer convolution(YamnetLayer layer) {
        int kernel = layer.kernel();
        if (layer.kind() == Kind.DEPTHWISE) {
            return new DepthwiseConvolution2D.Builder()
                    .kernelSize(kernel, kernel)
                    .stride(layer.stride(), layer.stride())
                    .nIn(layer.inputs())
                    .nOut(layer.outputs())
                    .depthMultiplier(1)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.RELU)
                    .build();
        }
        return new ConvolutionLayer.Builder(kernel, kernel)
                .stride(layer.stride(), layer.stride())
                .nIn(layer.inputs())
                .nOut(layer.outputs())
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    /**
     * Copies the weights into the layers that {@link #addTo} added, and into {@code scores} if the graph has such a layer.
     *
     * @param graph  an initialised graph
     * @param prefix what was given to {@link #addTo}
     * @throws IllegalArgumentException if a layer of the backbone is missing
     */
    public void copyInto(ComputationGraph graph, String prefix) {
        for (YamnetWeights.OfLayer layer : weights.layers()) {
            String name = prefix + layer.layer().name();
            boolean there = graph.getConfiguration().getVertices().containsKey(name);
            if (there) {
                copy(layer, graph.getLayer(name));
            } else if (layer.layer().kind() != Kind.DENSE) {
                throw new IllegalArgumentException("graph must have YAMNet's layers, got none named " + name);
            }
        }
    }

    private static void copy(YamnetWeights.OfLayer layer, org.deeplearning4j.nn.api.Layer target) {
        try (INDArray values = Nd4j.createFromArray(layer.graphValues())
                        .reshape(layer.layer().graphShape());
                INDArray bias = Nd4j.createFromArray(layer.bias())) {
            target.getParam("W").assign(values);
            target.getParam("b").assign(bias.reshape(1, bias.length()));
        }
    }
}
