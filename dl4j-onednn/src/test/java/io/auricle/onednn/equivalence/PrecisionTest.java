package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.Precision;
import io.auricle.onednn.Report;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Products of bfloat16: that they run where they were asked for, and how far they are from those of floats. */
class PrecisionTest {
    private static final int BATCH = 32;
    private static final MultiDataSet DATA = Data.of(Data.normal(9, BATCH, 1, 24, 32), Data.oneHot(BATCH));

    /** Everything else has code for these processors too, and names it alike. */
    private static final Set<String> PRODUCTS = Set.of("convolution", "inner_product", "matmul", "lstm");

    /** Layers wide enough for bf16 units: convolutions, batch norm, a dense layer, LSTMs with tanh and ReLU. */
    private static ComputationGraph network() {
        var graph = Chain.defaults(DataType.FLOAT)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.convolutional(24, 32, 1));
        String previous = "in";
        for (int i = 0; i < 3; i++) {
            var convolution = new ConvolutionLayer.Builder(3, 3)
                    .nOut(32)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(i == 1 ? Activation.IDENTITY : Activation.RELU);
            graph.addLayer("c" + i, convolution.build(), previous);
            graph.addLayer(
                    "p" + i, new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(), "c" + i);
            previous = "b" + i;
            graph.addLayer(previous, new BatchNormalization(), "p" + i);
        }
        graph.addVertex("steps", new ReshapeVertex(-1, 96, 4), previous)
                .addLayer("l1", lstm(Activation.TANH), "steps")
                .addLayer("l2", lstm(Activation.RELU), "l1")
                .addVertex("last", new LastTimeStepVertex("in"), "l2")
                .addLayer(
                        "fc",
                        new DenseLayer.Builder()
                                .nOut(64)
                                .activation(Activation.RELU)
                                .build(),
                        "last")
                .addLayer("out", Images.output(), "fc")
                .setOutputs("out");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    private static LSTM lstm(Activation activation) {
        return new LSTM.Builder().nOut(32).activation(activation).build();
    }

    private static ComputationGraph accelerated(Precision precision) {
        return OneDnn.accelerate(
                network(), Options.builder().precision(precision).build());
    }

    private static void assumeUnits() {
        var problem = OneDnn.availability().bf16Problem();
        assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
    }

    private static boolean onBf16Units(Report.Primitive primitive) {
        return PRODUCTS.contains(primitive.operation().replaceAll("_(forward|backward).*", ""))
                && primitive.implementation().matches(".*(amx|bf16).*");
    }

    private static List<String> rounded(ComputationGraph network, String... layers) {
        return OneDnn.report(network).layers().stream()
                .filter(e -> List.of(layers).contains(e.name()))
                .flatMap(e -> e.primitives().stream()
                        .filter(PrecisionTest::onBf16Units)
                        .map(p -> e.name() + " " + p.operation()))
                .distinct()
                .toList();
    }

    @Test
    void bf16_runs_the_products_of_all_passes_on_the_processors_bf16_units() {
        assumeUnits();
        ComputationGraph network = accelerated(Precision.BF16);

        network.fit(DATA);
        List<String> training = rounded(network, "c1", "c2", "fc");
        network.output(DATA.getFeatures(0));

        assertThat(training).as("the way forth in training").noneMatch(name -> name.endsWith("_forward"));
        assertThat(OneDnn.report(network).precision()).isEqualTo(Precision.BF16);
        assertThat(rounded(network, "c1", "c2", "fc"))
                .contains(
                        "c1 convolution_forward",
                        "c1 convolution_backward_data",
                        "c1 convolution_backward_weights",
                        "c2 convolution_forward",
                        "fc inner_product_forward",
                        "fc inner_product_backward_data",
                        "fc inner_product_backward_weights");
        if (OneDnn.availability().automatic() == Precision.BF16) {
            assertThat(rounded(network, "l2")).contains("l2 matmul");
        }
    }

    @Test
    void one_channel_and_few_outputs_stay_float() {
        assumeUnits();
        ComputationGraph network = accelerated(Precision.BF16);

        network.fit(DATA);

        assertThat(rounded(network, "c0", "out", "b0", "p0")).isEmpty();
    }

    @Test
    void float32_uses_no_bf16_unit() {
        ComputationGraph network = accelerated(Precision.FLOAT32);

        network.fit(DATA);
        network.output(DATA.getFeatures(0));

        var report = OneDnn.report(network);
        assertThat(report.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(report.layers())
                .flatMap(Report.Entry::primitives)
                .isNotEmpty()
                .noneMatch(PrecisionTest::onBf16Units);
    }

    @Test
    void auto_takes_what_the_availability_says() {
        ComputationGraph network = accelerated(Precision.AUTO);

        network.fit(DATA);

        Precision expected = OneDnn.availability().automatic();
        assertThat(OneDnn.report(network).precision()).isEqualTo(expected);
        assertThat(OneDnn.report(network).network())
                .contains(expected == Precision.BF16 ? "with products of bfloat16" : "in float");
        assertThat(rounded(network, "c1").isEmpty()).isEqualTo(expected == Precision.FLOAT32);
    }

    @Test
    void outputs_of_bf16_are_within_a_fiftieth_of_the_largest() {
        assumeUnits();
        INDArray exact = accelerated(Precision.FLOAT32).outputSingle(DATA.getFeatures(0));

        INDArray found = accelerated(Precision.BF16).outputSingle(DATA.getFeatures(0));

        double largest = exact.amaxNumber().doubleValue();
        assertThat(found.sub(exact).amaxNumber().doubleValue()).isPositive().isLessThanOrEqualTo(0.02 * largest);
    }

    @Test
    void gradients_of_bf16_point_where_those_of_float_point() {
        assumeUnits();
        Map<String, INDArray> exact = Net.of(accelerated(Precision.FLOAT32)).gradients(DATA);
        Map<String, INDArray> found = Net.of(accelerated(Precision.BF16)).gradients(DATA);
        double largest = exact.values().stream()
                .mapToDouble(a -> a.norm2Number().doubleValue())
                .max()
                .orElseThrow();

        assertThat(found.keySet()).isEqualTo(exact.keySet());
        exact.forEach((name, gradient) -> {
            if (gradient.norm2Number().doubleValue() >= 1e-3 * largest) {
                assertThat(Transforms.cosineSim(
                                gradient.reshape(-1), found.get(name).reshape(-1)))
                        .as(name)
                        .isGreaterThanOrEqualTo(0.99);
            }
        });
    }

    @Test
    void training_in_bf16_goes_where_training_in_float_goes() {
        assumeUnits();
        ComputationGraph exact = accelerated(Precision.FLOAT32);
        ComputationGraph found = accelerated(Precision.BF16);
        for (int i = 0; i < 20; i++) {
            exact.fit(DATA);
            found.fit(DATA);
        }

        assertThat(found.score(DATA)).isBetween(0.9 * exact.score(DATA), 1.1 * exact.score(DATA));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void answers_alone_run_in_the_precision_asked_for(Precision precision) {
        if (precision == Precision.BF16) {
            assumeUnits();
        }
        boolean rounds = precision == Precision.BF16
                || precision == Precision.AUTO && OneDnn.availability().automatic() == Precision.BF16;
        var options = Options.builder().threads(1).precision(precision).build();
        try (Inference inference =
                OneDnn.inference(network(), options, 1, 1, 24, 32).orElseThrow()) {
            float[] found = new float[inference.outputSize()];
            INDArray image = DATA.getFeatures(0).slice(3).reshape(1, 1, 24, 32);

            inference.run(image.reshape(-1).toFloatVector(), found);

            Stream<Report.Primitive> ran = inference.primitives().stream();
            assertThat(ran.anyMatch(PrecisionTest::onBf16Units)).isEqualTo(rounds);
            float[] exact = network().outputSingle(image).toFloatVector();
            for (int i = 0; i < exact.length; i++) {
                assertThat(Math.abs(found[i] - exact[i])).isLessThan(rounds ? 0.02f : 1e-5f);
            }
        }
    }
}
