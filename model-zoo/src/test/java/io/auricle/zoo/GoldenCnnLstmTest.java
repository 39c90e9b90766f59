package io.auricle.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.onednn.OneDnn;
import io.auricle.zoo.internal.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One forward and one backward pass of {@code cnn-lstm} against PyTorch in double precision ({@code golden_cnn_lstm.py}, kept beside its
 * numbers). Ours is single precision: sums of some thousand products agree to about 1e-5 of the largest gradient of a layer.
 */
class GoldenCnnLstmTest {
    private static final int BATCH = 5;
    private static final int BANDS = 50;
    private static final int FRAMES = 62;
    private static final int CLASSES = 4;
    private static final double TOLERANCE = 1e-4;

    private final JsonNode golden = read();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passes_forward_and_backward_as_pytorch_does(boolean oneDnn) {
        ComputationGraph stock = graph();
        setParameters(stock);
        ComputationGraph graph = oneDnn ? OneDnn.accelerate(stock) : stock;

        graph.setInputs(numbers(1000, BATCH, 1, BANDS, FRAMES).muli(2));
        graph.setLabels(labels());
        graph.computeGradientAndScore();

        assertThat(graph.score()).isCloseTo(golden.get("meanLoss").asDouble(), within(1e-5));
        for (JsonNode parameter : golden.get("parameters")) {
            String name = parameter.get("name").asText();
            compare(name, graph.gradient().getGradientFor(name), parameter.get("gradient"), 0, 1);
        }
        golden.get("movingStatistics").properties().forEach(statistic -> {
            INDArray step = graph.gradient().getGradientFor(statistic.getKey());
            compare(
                    statistic.getKey(),
                    step,
                    statistic.getValue(),
                    statistic.getKey().endsWith("var") ? 1 : 0,
                    -1);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answers_as_pytorch_does(boolean oneDnn) {
        ComputationGraph stock = graph();
        setParameters(stock);
        ComputationGraph graph = oneDnn ? OneDnn.accelerate(stock) : stock;

        INDArray answer =
                graph.output(true, numbers(1000, BATCH, 1, BANDS, FRAMES).muli(2))[0];

        compare("probabilities", answer, golden.get("probabilities"), 0, 1);
    }

    /** The small network, without dropout's chance. */
    private static ComputationGraph graph() {
        ComputationGraphConfiguration conf = CnnLstm.builder()
                .filters(3, 4, 5, 6)
                .dense(8)
                .lstm(7, 6)
                .inputShape(BANDS, FRAMES)
                .classes(CLASSES)
                .build()
                .conf();
        conf.getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .forEach(vertex ->
                        ((LayerVertex) vertex).getLayerConf().getLayer().setIDropout(null));
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        return graph;
    }

    private void setParameters(ComputationGraph graph) {
        int salt = 0;
        for (JsonNode parameter : golden.get("parameters")) {
            String name = parameter.get("name").asText();
            int[] shape = new int[parameter.get("shape").size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = parameter.get("shape").get(i).asInt();
            }
            INDArray values = scaled(name, numbers(salt, shape));
            graph.getParam(name).assign(values.reshape(graph.getParam(name).shape()));
            salt++;
        }
    }

    /** What the script makes of its numbers, by kind of parameter. */
    private static INDArray scaled(String name, INDArray numbers) {
        if (name.endsWith("gamma")) {
            return numbers.muli(0.3).addi(1);
        } else if (name.endsWith("beta")) {
            return numbers.muli(0.2);
        } else if (name.endsWith("_b")) {
            return numbers.muli(0.1);
        }
        long fanIn = numbers.rank() == 4 ? 9 * numbers.size(1) : numbers.size(0);
        return numbers.muli(Math.sqrt(3.0 / fanIn));
    }

    /** Values in [-1, 1) that look random and are exact fractions. */
    private static INDArray numbers(int salt, int... shape) {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        float[] values = new float[count];
        for (int k = 0; k < count; k++) {
            values[k] = (float) ((7919L * k + 131L * salt + 17) % 10007 / 10007.0 * 2 - 1);
        }
        return Nd4j.create(values, shape, 'c');
    }

    private static INDArray labels() {
        INDArray labels = Nd4j.zeros(DataType.FLOAT, BATCH, CLASSES);
        for (int i = 0; i < BATCH; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }

    /** Compares start + sign * found with what is expected, relative to the largest of it. */
    private static void compare(String name, INDArray found, JsonNode expected, double start, int sign) {
        float[] values = found.dup('c').reshape(found.length()).toFloatVector();
        assertThat(values).as(name).hasSize(expected.size());
        double largest = 1e-2;
        for (JsonNode value : expected) {
            largest = Math.max(largest, Math.abs(value.asDouble()));
        }
        for (int i = 0; i < values.length; i++) {
            assertThat(start + sign * values[i])
                    .as("%s[%d]", name, i)
                    .isCloseTo(expected.get(i).asDouble(), within(TOLERANCE * largest));
        }
    }

    private static JsonNode read() {
        try (InputStream json = GoldenCnnLstmTest.class.getResourceAsStream("golden_cnn_lstm.json")) {
            return StrictJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
