package io.auricle.onednn.equivalence;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers one after the other, as either kind of network. Layer names are "0", "1", ... */
record Chain(
        InputType input, Supplier<Layer[]> layers, UnaryOperator<NeuralNetConfiguration.Builder> options, boolean graph)
        implements Function<DataType, Model> {

    static Chain graph(InputType input, Supplier<Layer[]> layers) {
        return new Chain(input, layers, UnaryOperator.identity(), true);
    }

    static Chain multiLayer(InputType input, Supplier<Layer[]> layers) {
        return new Chain(input, layers, UnaryOperator.identity(), false);
    }

    Chain with(UnaryOperator<NeuralNetConfiguration.Builder> more) {
        return new Chain(input, layers, more, graph);
    }

    /** What all test networks share: a seed, and a plain gradient step, which keeps differences as small as they are. */
    static NeuralNetConfiguration.Builder defaults(DataType type) {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(type)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.IDENTITY)
                .updater(new Sgd(0.05));
    }

    @Override
    public Model apply(DataType type) {
        var builder = options.apply(defaults(type));
        return graph ? asGraph(builder) : asLayers(builder);
    }

    private Model asGraph(NeuralNetConfiguration.Builder builder) {
        var graph = builder.graphBuilder().addInputs("in");
        String previous = "in";
        Layer[] chain = layers.get();
        for (int i = 0; i < chain.length; i++) {
            graph.addLayer(Integer.toString(i), chain[i], previous);
            previous = Integer.toString(i);
        }
        var network = new ComputationGraph(
                graph.setOutputs(previous).setInputTypes(input).build());
        network.init();
        return network;
    }

    private Model asLayers(NeuralNetConfiguration.Builder builder) {
        var list = builder.list(layers.get()).setInputType(input);
        var network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }
}
