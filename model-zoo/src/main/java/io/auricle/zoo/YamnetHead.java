package io.auricle.zoo;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.yamnet.Yamnet;
import java.io.IOException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/**
 * The heads on YAMNet.
 *
 * <p>{@link #DENSE}: mean and maximum over the windows, standardised, then softmax with strong L2. The plan of logistic regression, which
 * nothing larger beats on few recordings. {@link #LSTM}: an LSTM of 128 units over the windows, the mean of its steps, dropout 0.5,
 * softmax.
 */
enum YamnetHead implements BackboneArchitecture {
    DENSE("yamnet-dense") {
        @Override
        String add(GraphBuilder graph, NetworkSpec spec) {
            int windows = spec.bands();
            graph.addLayer("mean", pool(windows, SubsamplingLayer.PoolingType.AVG), NetworkSpec.INPUT)
                    .addLayer("maximum", pool(windows, SubsamplingLayer.PoolingType.MAX), NetworkSpec.INPUT)
                    .addVertex("pooled", new MergeVertex(), "mean", "maximum")
                    .addVertex("row", new ReshapeVertex(-1, 2 * spec.frames()), "pooled")
                    .addLayer("standardised", standardised(), "row");
            return "standardised";
        }

        @Override
        double l2() {
            return 0.3;
        }
    },
    LSTM("yamnet-lstm") {
        private static final int UNITS = 128;

        @Override
        String add(GraphBuilder graph, NetworkSpec spec) {
            graph.addVertex("steps", new ReshapeVertex(-1, spec.bands(), spec.frames()), NetworkSpec.INPUT)
                    .addVertex("time-last", new PreprocessorVertex(timeLast()), "steps")
                    // The two reshapes below change nothing but the types that DL4J infers, which are wrong.
                    .addVertex("sequence", new ReshapeVertex(-1, spec.frames(), spec.bands()), "time-last")
                    .addLayer("lstm", lstm(spec.frames()), "sequence")
                    .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "lstm")
                    .addVertex("row", new ReshapeVertex(-1, UNITS), "mean")
                    .addLayer("dropout", new DropoutLayer(new Dropout(0.5)), "row");
            return "dropout";
        }

        /** From {@code [N, steps, values]} to DL4J's {@code [N, values, steps]}. */
        private InputPreProcessor timeLast() {
            return new ComposableInputPreProcessor(
                    new RnnToFeedForwardPreProcessor(RNNFormat.NWC), new FeedForwardToRnnPreProcessor(RNNFormat.NCW));
        }

        private LSTM lstm(int values) {
            return new LSTM.Builder()
                    .nIn(values)
                    .nOut(UNITS)
                    .activation(Activation.TANH)
                    .build();
        }

        @Override
        double l2() {
            return 0;
        }
    };

    /** Of 4 s. */
    private static final int WINDOWS = 7;

    private final String word;

    YamnetHead(String word) {
        this.word = word;
    }

    /** Adds all but the output layer; the input has a row a window. */
    abstract String add(GraphBuilder graph, NetworkSpec spec);

    /** Of the output layer's weights, times the mean loss. */
    abstract double l2();

    @Override
    public String word() {
        return word;
    }

    @Override
    public FrontEnd usualFrontEnd() {
        return YamnetBackbone.FRONT_END;
    }

    @Override
    public int valuesPerWindow() {
        return Yamnet.EMBEDDING;
    }

    @Override
    public int windows() {
        return WINDOWS;
    }

    @Override
    public Backbone backbone() throws IOException {
        return new YamnetBackbone(Yamnet.pretrained());
    }

    @Override
    public ComputationGraph create(NetworkSpec spec) {
        GraphBuilder graph = spec.graph();
        String last = add(graph, spec);
        OutputLayer output = spec.outputLayerBuilder().l2(l2()).build();
        graph.addLayer(NetworkSpec.OUTPUT, output, last).setOutputs(NetworkSpec.OUTPUT);
        ComputationGraph network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static SubsamplingLayer pool(int windows, SubsamplingLayer.PoolingType type) {
        return new SubsamplingLayer.Builder(type)
                .kernelSize(windows, 1)
                .stride(windows, 1)
                .build();
    }

    /** Mean and deviation of the training windows, without a gain that would escape the L2. */
    private static BatchNormalization standardised() {
        return new BatchNormalization.Builder(true).eps(1e-5).decay(0.9).build();
    }
}
