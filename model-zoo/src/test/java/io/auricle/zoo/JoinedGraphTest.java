package io.auricle.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.features.FrontEnd;
import io.auricle.testing.TestSounds;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** The heads of YAMNet behind a small backbone of the test's own; with YAMNet's weights they are tested in model-zoo-yamnet. */
class JoinedGraphTest {
    private static final int VALUES = 12;
    private static final int WINDOWS = 3;

    private record SmallBackbone() implements Backbone {
        @Override
        public String key() {
            return "small";
        }

        @Override
        public FrontEnd frontEnd() {
            return FrontEnd.yamnet();
        }

        @Override
        public int values() {
            return VALUES;
        }

        @Override
        public ComputationGraph graph() {
            GraphBuilder builder = new NeuralNetConfiguration.Builder()
                    .updater(new NoOp())
                    .graphBuilder()
                    .addInputs("in")
                    .setInputTypes(InputType.convolutional(64, 96, 1));
            builder.setOutputs(addTo(builder, "in", ""));
            ComputationGraph graph = new ComputationGraph(builder.build());
            graph.init();
            copyInto(graph, "");
            return graph;
        }

        @Override
        public String addTo(GraphBuilder graph, String input, String prefix) {
            ConvolutionLayer convolution = new ConvolutionLayer.Builder(4, 4)
                    .stride(4, 4)
                    .nIn(1)
                    .nOut(VALUES)
                    .activation(Activation.RELU)
                    .build();
            graph.addLayer(prefix + "conv", convolution, input)
                    .addLayer(
                            prefix + "mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), prefix + "conv");
            return prefix + "mean";
        }

        @Override
        public void copyInto(ComputationGraph graph, String prefix) {
            INDArray weights = graph.getLayer(prefix + "conv").getParam("W");
            for (long i = 0; i < weights.length(); i++) {
                weights.putScalar(i, 0.2 * Math.sin(1 + 3 * i));
            }
            graph.getLayer(prefix + "conv").getParam("b").assign(0.1);
        }
    }

    @ParameterizedTest
    @EnumSource(YamnetHead.class)
    void the_joined_graph_answers_what_the_head_answers_on_the_backbones_values(YamnetHead architecture) {
        Backbone backbone = new SmallBackbone();
        NetworkSpec spec = NetworkSpec.builder()
                .inputShape(WINDOWS, VALUES)
                .classes(4)
                .seed(3)
                .build();
        ComputationGraph head = Architectures.create(architecture, spec);
        INDArray input =
                Nd4j.createFromArray(TestSounds.noise(2 * WINDOWS * 64 * 96, 5)).reshape(2, WINDOWS, 64, 96);
        INDArray values = backbone.graph()
                .outputSingle(input.reshape(2 * WINDOWS, 1, 64, 96))
                .reshape(2, 1, WINDOWS, VALUES);
        float[] expected = head.outputSingle(values).data().asFloat();

        ComputationGraph joined = architecture.join(backbone, head, WINDOWS);

        assertThat(joined.outputSingle(input).data().asFloat()).containsExactly(expected, within(1e-5f));
    }

    @ParameterizedTest
    @EnumSource(YamnetHead.class)
    void a_head_says_what_it_reads(YamnetHead architecture) {
        assertThat(Architectures.of(architecture.word())).isSameAs(architecture);
        assertThat(architecture.valuesPerWindow()).isEqualTo(1024);
        assertThat(architecture.windows()).isEqualTo(7);
        assertThat(architecture.usualFrontEnd().bands()).isEqualTo(64);
    }
}
