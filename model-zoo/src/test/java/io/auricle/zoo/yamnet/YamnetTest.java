package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.onednn.OneDnn;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The graph computes what the file's operators say, with bands and frames in our order: against plain loops over the file's own layout. */
class YamnetTest {
    private static final int PATCHES = 2;
    private static Yamnet yamnet;
    private static float[][][] patches; // [patch][frame][band]
    private static float[][] embeddings;
    private static float[][] scores;

    @BeforeAll
    static void computes_the_reference() throws Exception {
        byte[] bytes = new MadeYamnet(11, false).bytes();
        yamnet = Yamnet.read(new ByteArrayInputStream(bytes), "made");
        YamnetWeights weights = YamnetFile.read(bytes);
        Random random = new Random(12);
        patches = new float[PATCHES][Yamnet.FRAMES][Yamnet.BANDS];
        embeddings = new float[PATCHES][];
        scores = new float[PATCHES][];
        for (int i = 0; i < PATCHES; i++) {
            for (float[] frame : patches[i]) {
                for (int band = 0; band < frame.length; band++) {
                    frame[band] = (float) random.nextGaussian();
                }
            }
            embeddings[i] = PlainYamnet.embedding(weights, patches[i]);
            scores[i] = PlainYamnet.scores(weights, embeddings[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void embeds_patches_as_plain_loops_do(boolean oneDnn) {
        ComputationGraph stock = yamnet.backbone();
        INDArray output = (oneDnn ? OneDnn.accelerate(stock) : stock).outputSingle(input());

        assertThat(output.shape()).containsExactly(PATCHES, Yamnet.EMBEDDING);
        compare(output, embeddings, 1e-4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void scores_patches_as_plain_loops_do(boolean oneDnn) {
        ComputationGraph stock = yamnet.tagger();
        INDArray output = (oneDnn ? OneDnn.accelerate(stock) : stock).outputSingle(input());

        assertThat(output.shape()).containsExactly(PATCHES, Yamnet.CLASSES);
        compare(output, scores, 1e-4);
    }

    private static INDArray input() {
        INDArray input = Nd4j.create(PATCHES, 1, Yamnet.BANDS, Yamnet.FRAMES);
        for (int i = 0; i < PATCHES; i++) {
            for (int frame = 0; frame < Yamnet.FRAMES; frame++) {
                for (int band = 0; band < Yamnet.BANDS; band++) {
                    input.putScalar(new int[] {i, 0, band, frame}, patches[i][frame][band]);
                }
            }
        }
        return input;
    }

    /** To a share of the largest number of the row. */
    private static void compare(INDArray output, float[][] expected, double share) {
        for (int i = 0; i < expected.length; i++) {
            float most = 0;
            for (float value : expected[i]) {
                most = Math.max(most, Math.abs(value));
            }
            assertThat(most).isGreaterThan(0.1f);
            assertThat(output.getRow(i).toFloatVector()).containsExactly(expected[i], within((float) (share * most)));
        }
    }

    @Test
    void has_as_many_parameters_as_its_table_says() {
        ComputationGraph backbone = yamnet.backbone();
        ComputationGraph tagger = yamnet.tagger();
        assertThat(backbone.numParams()).isEqualTo(3_195_456);
        assertThat(tagger.numParams()).isEqualTo(3_729_481);
    }

    @Test
    void stands_under_a_prefix_in_a_larger_graph() {
        var builder = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("sound")
                .setInputTypes(InputType.convolutional(Yamnet.BANDS, Yamnet.FRAMES, 1));
        String last = Yamnet.addTo(builder, "sound", "ear-");
        ComputationGraph graph = new ComputationGraph(builder.setOutputs(last).build());
        graph.init();

        yamnet.copyInto(graph, "ear-");

        assertThat(last).isEqualTo("ear-embedding");
        compare(graph.outputSingle(input()), embeddings, 1e-4);
    }

    @Test
    void refuses_to_copy_into_a_graph_without_its_layers() {
        ComputationGraph graph = yamnet.backbone();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> yamnet.copyInto(graph, "ear-"))
                .withMessage("graph must have YAMNet's layers, got none named ear-conv1");
    }

    @Test
    void asks_for_the_artifact_where_it_is_missing() {
        assertThatThrownBy(Yamnet::pretrained)
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(
                        "YAMNet must be on the class path, got no io/auricle/zoo/yamnet/weights/yamnet.tflite there;"
                                + " add the dependency io.auricle:model-zoo-yamnet (Apache-2.0; class names CC BY 4.0)");
        assertThatThrownBy(Yamnet::labels)
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("io.auricle:model-zoo-yamnet");
    }

    @Test
    void looks_for_the_artifact_in_the_context_of_the_thread_too() throws IOException {
        ClassLoader plugIn = new ClassLoader(null) {
            @Override
            public java.io.InputStream getResourceAsStream(String name) {
                return new ByteArrayInputStream(("of " + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        };

        assertThat(new String(YamnetResource.LABELS.bytes(getClass().getClassLoader(), plugIn)))
                .isEqualTo("of io/auricle/zoo/yamnet/weights/labels.txt");
    }
}
