package io.auricle.zoo.testing;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.NetworkSpec;
import io.auricle.zoo.model.ModelInput;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import io.auricle.zoo.model.Thresholds;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small models that are not of this zoo: branches, several windows, several inputs, several answers at once, no front end. */
public final class OtherModels {
    public static final FrontEnd SHORT = FrontEnd.builder()
            .sampleRateHz(16_000)
            .windowSeconds(0.1)
            .hopSeconds(0.05)
            .mel(mel -> mel.fftSize(512).hopLength(256).melBands(8))
            .build();
    private static final Standardizer STANDARDIZER = new Standardizer(-40, 20);

    private OtherModels() {}

    /** A residual block, then a bidirectional LSTM over frames. */
    public static SoundModel residual() {
        FrontEnd frontEnd = TestModels.FRONT_END;
        NetworkSpec spec = NetworkSpec.of(frontEnd, 3, 4);
        GraphBuilder graph = spec.graph()
                .addLayer("conv1", same(4, Activation.RELU), NetworkSpec.INPUT)
                .addLayer("conv2", same(4, Activation.IDENTITY), "conv1")
                .addLayer("norm", new BatchNormalization(), "conv2")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm", "conv1")
                .addLayer("relu", new ActivationLayer(Activation.RELU), "sum")
                .addVertex("steps", new ReshapeVertex(-1, 4 * frontEnd.bands(), frontEnd.frames()), "relu")
                .addLayer("lstm", new Bidirectional(Bidirectional.Mode.ADD, lstm(RNNFormat.NCW)), "steps")
                .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "lstm")
                .addVertex("row", new ReshapeVertex(-1, 5), "mean")
                .addLayer(NetworkSpec.OUTPUT, spec.outputLayer(), "row")
                .setOutputs(NetworkSpec.OUTPUT);
        return SoundModel.of(
                made(graph), frontEnd, TestModels.LABELS, STANDARDIZER, Map.of(), java.util.OptionalDouble.empty());
    }

    /** Each label on its own; reads as many windows as asked at once, as rows of a batch that an LSTM then reads in turn. */
    public static SoundModel multiLabel(int windows, Thresholds thresholds) {
        int bands = SHORT.bands();
        int frames = SHORT.frames();
        GraphBuilder graph = builder()
                .addInputs("patches")
                .addVertex("rows", new ReshapeVertex(-1, 1, bands, frames), "patches")
                .addLayer(
                        "conv",
                        new ConvolutionLayer.Builder(3, 3)
                                .nIn(1)
                                .nOut(4)
                                .activation(Activation.RELU)
                                .build(),
                        "rows")
                .addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "conv")
                .addVertex("steps", new ReshapeVertex(-1, windows, 4), "pool")
                .addLayer("lstm", new LastTimeStep(lstm(RNNFormat.NWC, 4)), "steps")
                .addLayer("label", output(5, 3, OutputKind.SIGMOID), "lstm")
                .setOutputs("label");
        ModelInput input = ModelInput.of("patches", SHORT, windows, STANDARDIZER);
        return new SoundModel(made(graph), List.of(input), TestModels.LABELS, OutputKind.SIGMOID, Map.of(), thresholds);
    }

    /** Two inputs of different rates and window lengths, merged. */
    public static SoundModel twoInputs() {
        GraphBuilder graph = builder()
                .addInputs("long", "short")
                .setInputTypes(
                        InputType.convolutional(TestModels.FRONT_END.bands(), TestModels.FRONT_END.frames(), 1),
                        InputType.convolutional(SHORT.bands(), SHORT.frames(), 2))
                .addLayer("a", dense(4), "long")
                .addLayer("b", dense(5), "short")
                .addVertex("both", new MergeVertex(), "a", "b")
                .addLayer("label", output(9, 3, OutputKind.SOFTMAX), "both")
                .setOutputs("label");
        List<ModelInput> inputs = List.of(
                ModelInput.of("long", TestModels.FRONT_END, 1, STANDARDIZER),
                ModelInput.of("short", SHORT, 2, new Standardizer(-30, 10)));
        return new SoundModel(made(graph), inputs, TestModels.LABELS, OutputKind.SOFTMAX, Map.of(), Thresholds.none());
    }

    /** Reads and answers plain values. */
    public static SoundModel values() {
        GraphBuilder graph = builder()
                .addInputs("a", "b")
                .addLayer(
                        "sum",
                        new DenseLayer.Builder()
                                .nIn(3)
                                .nOut(2)
                                .activation(Activation.TANH)
                                .build(),
                        "a")
                .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "sum", "b")
                .setOutputs("product")
                .validateOutputLayerConfig(false);
        List<ModelInput> inputs = List.of(ModelInput.ofValues("a", 3), ModelInput.ofValues("b", 2));
        return new SoundModel(made(graph), inputs, List.of(), OutputKind.VALUES, Map.of(), Thresholds.none());
    }

    private static GraphBuilder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(6)
                .dataType(DataType.FLOAT)
                .graphBuilder();
    }

    private static ConvolutionLayer same(int filters, Activation activation) {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Same)
                .activation(activation)
                .build();
    }

    private static DenseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.TANH).build();
    }

    private static LSTM lstm(RNNFormat format) {
        return new LSTM.Builder()
                .nOut(5)
                .activation(Activation.TANH)
                .dataFormat(format)
                .build();
    }

    private static LSTM lstm(RNNFormat format, int inputs) {
        return new LSTM.Builder()
                .nIn(inputs)
                .nOut(5)
                .activation(Activation.TANH)
                .dataFormat(format)
                .build();
    }

    private static OutputLayer output(int inputs, int classes, OutputKind kind) {
        boolean sigmoid = kind == OutputKind.SIGMOID;
        return new OutputLayer.Builder(sigmoid ? LossFunction.XENT : LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(classes)
                .activation(sigmoid ? Activation.SIGMOID : Activation.SOFTMAX)
                .build();
    }

    private static ComputationGraph made(GraphBuilder builder) {
        ComputationGraph graph = new ComputationGraph(builder.build());
        graph.init();
        return graph;
    }
}
