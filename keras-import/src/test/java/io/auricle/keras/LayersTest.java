package io.auricle.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.keras.TestModel.Weight;
import io.auricle.onednn.OneDnn;
import io.auricle.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every kind of layer answers as Keras does, in files of Keras 2 and 3, in stock layers and accelerated; the reference is {@link Ref}. */
class LayersTest {
    private static final double TOLERANCE = 2e-5;
    private static final int BATCH = 3;

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Drawn {
        TestModel draw(int major);
    }

    static Stream<Arguments> models() {
        List<Arguments> models = new ArrayList<>();
        List<String> paddings = List.of("valid", "same");
        for (String padding : paddings) {
            for (int[] kernel : new int[][] {{3, 3}, {2, 4}, {5, 2}}) {
                for (int[] stride : new int[][] {{1, 1}, {2, 3}}) {
                    String name = padding + " " + Arrays.toString(kernel) + " " + Arrays.toString(stride);
                    add(
                            models,
                            "Conv2D " + name,
                            m -> conv2d(new TestModel(m, 9, 8, 3), 3, 4, kernel, stride, padding, "relu"));
                    add(
                            models,
                            "MaxPooling2D " + name,
                            m -> pool2d(new TestModel(m, 9, 8, 3), "MaxPooling2D", kernel, stride, padding));
                    add(
                            models,
                            "AveragePooling2D " + name,
                            m -> pool2d(new TestModel(m, 9, 8, 3), "AveragePooling2D", kernel, stride, padding));
                }
            }
        }
        add(models, "Conv2D dilated same", m -> dilated(new TestModel(m, 9, 8, 3), "same"));
        add(models, "Conv2D dilated valid", m -> dilated(new TestModel(m, 9, 8, 3), "valid"));
        add(
                models,
                "Conv2D channels first, Flatten channels last",
                m -> channelsFirst(new TestModel(m, 3, 9, 8), "channels_last"));
        add(
                models,
                "Conv2D channels first, Flatten channels first",
                m -> channelsFirst(new TestModel(m, 3, 9, 8), "channels_first"));
        add(models, "Conv2D groups", m -> groups(new TestModel(m, 6, 5, 4)));
        add(models, "Conv1D same, even", m -> conv1d(new TestModel(m, 10, 3), 4, 2, 1, "same"));
        add(models, "Conv1D valid", m -> conv1d(new TestModel(m, 10, 3), 3, 1, 1, "valid"));
        add(models, "Conv1D causal dilated", m -> conv1d(new TestModel(m, 10, 3), 3, 1, 2, "causal"));
        add(models, "DepthwiseConv2D", m -> depthwise(new TestModel(m, 7, 6, 3), false));
        add(models, "SeparableConv2D", m -> depthwise(new TestModel(m, 7, 6, 3), true));
        add(models, "SeparableConv1D", m -> separable1d(new TestModel(m, 9, 3)));
        for (boolean max : new boolean[] {true, false}) {
            String kind = max ? "Max" : "Average";
            add(models, kind + "Pooling1D same", m -> new TestModel(m, 9, 3)
                    .add(
                            kind + "Pooling1D",
                            Map.of("pool_size", List.of(4), "strides", List.of(2), "padding", "same"),
                            List.of(),
                            x -> Ref.pool2d(x.reshape(1, 9, 3), new int[] {1, 4}, new int[] {1, 2}, true, max)
                                    .reshape(5, 3)));
            add(models, "Global" + kind + "Pooling1D", m -> new TestModel(m, 9, 3)
                    .add("Global" + kind + "Pooling1D", Map.of(), List.of(), x -> Ref.globalPool(x, max)));
            add(models, "Global" + kind + "Pooling2D", m -> new TestModel(m, 5, 4, 3)
                    .add("Global" + kind + "Pooling2D", Map.of(), List.of(), x -> Ref.globalPool(x, max)));
            add(
                    models,
                    "Global" + kind + "Pooling2D keeping axes",
                    m -> conv2d(
                            new TestModel(m, 5, 4, 3)
                                    .add(
                                            "Global" + kind + "Pooling2D",
                                            Map.of("keepdims", true),
                                            List.of(),
                                            x -> Ref.globalPool(x, max).reshape(1, 1, 3)),
                            3,
                            2,
                            new int[] {1, 1},
                            new int[] {1, 1},
                            "valid",
                            "tanh"));
        }
        add(models, "BatchNormalization of pictures", m -> norm(new TestModel(m, 5, 4, 3), 3, 3, true, true));
        add(models, "BatchNormalization along rows", m -> norm(new TestModel(m, 5, 4, 3), 1, 5, true, true));
        add(models, "BatchNormalization without scale", m -> norm(new TestModel(m, 5, 3), -1, 3, false, true));
        add(models, "BatchNormalization without centre", m -> norm(new TestModel(m, 6), -1, 6, true, false));
        add(
                models,
                "Flatten order into Dense",
                m -> dense(
                        flatten(
                                conv2d(
                                        new TestModel(m, 6, 5, 2),
                                        2,
                                        3,
                                        new int[] {2, 3},
                                        new int[] {1, 1},
                                        "same",
                                        "relu"),
                                90),
                        90,
                        4,
                        "softmax"));
        add(models, "Dense over time", m -> dense(new TestModel(m, 5, 4), 4, 3, "tanh"));
        add(models, "Dense over rows and columns", m -> dense(new TestModel(m, 3, 5, 4), 4, 3, "relu"));
        add(models, "Dense softmax over time", m -> dense(new TestModel(m, 5, 4), 4, 3, "softmax"));
        add(
                models,
                "Dense linear, Activation softmax",
                m -> activation(dense(new TestModel(m, 6), 6, 4, "linear"), "softmax"));
        add(models, "Dense sigmoid of one unit", m -> dense(new TestModel(m, 6), 6, 1, "sigmoid"));
        for (String word : List.of(
                "relu",
                "relu6",
                "tanh",
                "sigmoid",
                "elu",
                "selu",
                "softplus",
                "softsign",
                "swish",
                "silu",
                "hard_sigmoid")) {
            add(models, "Activation " + word, m -> activation(dense(new TestModel(m, 6), 6, 4, "linear"), word));
            add(models, "Dense " + word, m -> dense(new TestModel(m, 6), 6, 4, word));
        }
        add(models, "ReLU", m -> new TestModel(m, 4, 3)
                .add("ReLU", Map.of("negative_slope", 0.1), List.of(), x -> x.map(v -> v > 0 ? v : 0.1 * v)));
        add(models, "LeakyReLU by default", m -> new TestModel(m, 4, 3)
                .add("LeakyReLU", Map.of(), List.of(), x -> x.map(v -> v > 0 ? v : 0.3 * v)));
        add(models, "LeakyReLU", m -> new TestModel(m, 4, 3)
                .add(
                        "LeakyReLU",
                        Map.of(m >= 3 ? "negative_slope" : "alpha", 0.2),
                        List.of(),
                        x -> x.map(v -> v > 0 ? v : 0.2 * v)));
        add(models, "PReLU for each value", m -> prelu(new TestModel(m, 3, 4, 2), new int[] {3, 4, 2}, List.of()));
        add(models, "PReLU shared", m -> prelu(new TestModel(m, 3, 4, 2), new int[] {1, 1, 2}, List.of(1, 2)));
        add(models, "Softmax", m -> new TestModel(m, 4, 3)
                .add("Softmax", Map.of("axis", 1), List.of(), x -> Ref.softmax(x, 0)));
        add(models, "ZeroPadding2D and Cropping2D", m -> edges(new TestModel(m, 6, 5, 2)));
        add(models, "ZeroPadding1D and Cropping1D", m -> edges1d(new TestModel(m, 6, 2)));
        for (String gate : List.of("sigmoid", "hard_sigmoid")) {
            for (boolean sequences : new boolean[] {true, false}) {
                for (boolean backwards : new boolean[] {true, false}) {
                    add(
                            models,
                            "LSTM " + gate + (sequences ? " all" : " last") + (backwards ? " backwards" : ""),
                            m -> lstm(new TestModel(m, 6, 4), 4, 3, gate, sequences, backwards, true));
                }
            }
        }
        add(models, "LSTM without bias", m -> lstm(new TestModel(m, 6, 4), 4, 3, "sigmoid", false, false, false));
        add(models, "LSTM of one step", m -> lstm(new TestModel(m, 1, 4), 4, 3, "sigmoid", false, false, true));
        for (String mode : List.of("concat", "sum", "mul", "ave")) {
            add(models, "Bidirectional " + mode + " all", m -> bidirectional(new TestModel(m, 6, 4), mode, true));
            add(models, "Bidirectional " + mode + " last", m -> bidirectional(new TestModel(m, 6, 4), mode, false));
        }
        add(
                models,
                "picture to LSTM, rows are time",
                m -> lstm(
                        reshape(
                                conv2d(
                                        new TestModel(m, 6, 5, 2),
                                        2,
                                        3,
                                        new int[] {3, 3},
                                        new int[] {1, 1},
                                        "same",
                                        "relu"),
                                6,
                                15),
                        15,
                        4,
                        "sigmoid",
                        false,
                        false,
                        true));
        add(
                models,
                "picture to LSTM, columns are time",
                m -> lstm(
                        reshape(
                                permute(
                                        conv2d(
                                                new TestModel(m, 6, 5, 2),
                                                2,
                                                3,
                                                new int[] {3, 3},
                                                new int[] {1, 1},
                                                "same",
                                                "relu"),
                                        1,
                                        0,
                                        2),
                                5,
                                18),
                        18,
                        4,
                        "sigmoid",
                        false,
                        false,
                        true));
        add(
                models,
                "LSTM to picture",
                m -> conv2d(
                        reshape(lstm(new TestModel(m, 6, 4), 4, 5, "sigmoid", true, false, true), 6, 5, 1),
                        1,
                        2,
                        new int[] {2, 2},
                        new int[] {1, 1},
                        "same",
                        "relu"));
        add(
                models,
                "sequence as picture",
                m -> conv2d(
                        reshape(new TestModel(m, 6, 4), 6, 4, 1),
                        1,
                        2,
                        new int[] {2, 3},
                        new int[] {1, 1},
                        "same",
                        "relu"));
        add(
                models,
                "Reshape across lengths",
                m -> dense(
                        reshape(
                                conv2d(
                                        new TestModel(m, 6, 4, 2),
                                        2,
                                        3,
                                        new int[] {3, 3},
                                        new int[] {1, 1},
                                        "same",
                                        "relu"),
                                8,
                                9),
                        9,
                        2,
                        "tanh"));
        add(
                models,
                "Permute and Flatten into Dense",
                m -> dense(flatten(permute(new TestModel(m, 3, 4, 2), 2, 0, 1), 24), 24, 3, "linear"));
        add(
                models,
                "permuted picture",
                m -> dense(
                        flatten(
                                conv2d(
                                        permute(
                                                conv2d(
                                                        new TestModel(m, 6, 5, 2),
                                                        2,
                                                        3,
                                                        new int[] {3, 2},
                                                        new int[] {1, 1},
                                                        "same",
                                                        "relu"),
                                                1,
                                                0,
                                                2),
                                        3,
                                        2,
                                        new int[] {4, 2},
                                        new int[] {1, 2},
                                        "same",
                                        "relu"),
                                30),
                        30,
                        3,
                        "tanh"));
        add(models, "TimeDistributed Dense", m -> timeDense(new TestModel(m, 5, 4)));
        add(
                models,
                "TimeDistributed Flatten to LSTM",
                m -> lstm(timeFlatten(new TestModel(m, 5, 3, 2)), 6, 3, "sigmoid", false, false, true));
        add(models, "TimeDistributed Conv1D", m -> timeConv(new TestModel(m, 5, 6, 2)));
        add(
                models,
                "Dropout and its kin",
                m -> dense(
                        new TestModel(m, 6)
                                .add("Dropout", Map.of("rate", 0.5), List.of(), x -> x)
                                .add("GaussianNoise", Map.of("stddev", 0.5), List.of(), x -> x),
                        6,
                        3,
                        "softmax"));
        add(models, "a model inside a model", LayersTest::nested);
        add(models, "a model inside a model, used twice", LayersTest::nestedTwice);
        add(models, "branches", LayersTest::branches);
        add(models, "an activation beside what it reads", LayersTest::residual);
        add(models, "Concatenate of pictures along rows", LayersTest::joinedRows);
        return models.stream();
    }

    private static void add(List<Arguments> models, String name, Drawn drawn) {
        models.add(Arguments.of(name, drawn));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void answers_as_keras_does(String name, Drawn drawn) throws IOException {
        for (int major : new int[] {2, 3}) {
            TestModel model = drawn.draw(major);
            check(model, KerasModels.read(model.writeH5(folder)), major == 2);
            check(model, KerasModels.read(model.writeKeras(folder)), false);
        }
        TestModel named = drawn.draw(3).namesInVars();
        check(named, KerasModels.read(named.writeKeras(folder)), false);
    }

    /** Other ways to run the same graph need not be tried for each kind of file. */
    static void check(TestModel model, ImportedModel imported, boolean everyWay) throws IOException {
        int[] shape = imported.inputs().get(0).shape().stream()
                .mapToInt(Long::intValue)
                .toArray();
        Nd[] inputs = new Nd[BATCH];
        SplittableRandom random = new SplittableRandom(5);
        float[] all = new float[BATCH * Nd.size(shape)];
        for (int i = 0; i < BATCH; i++) {
            inputs[i] = Nd.random(random, 2, shape);
            System.arraycopy(inputs[i].floats(), 0, all, i * Nd.size(shape), Nd.size(shape));
        }
        long[] whole = new long[shape.length + 1];
        whole[0] = BATCH;
        for (int i = 0; i < shape.length; i++) {
            whole[i + 1] = shape[i];
        }
        INDArray array = Nd4j.create(all, whole, 'c');
        INDArray kept = array.dup();
        compare(model, inputs, imported.predict(array), "stock");
        assertThat(array).as("the caller's array").isEqualTo(kept);
        if (everyWay) {
            compare(model, inputs, imported.predict(OneDnn.accelerate(imported.graph()), array), "accelerated");
            compare(model, inputs, imported.predict(imported.graph().clone(), array), "a clone");
            INDArray one = Nd4j.create(inputs[0].floats(), first(whole), 'c');
            compare(model, new Nd[] {inputs[0]}, imported.predict(one), "one example");
            if (imported.outputShape().size() == 1) {
                Path path = Files.createTempFile("imported", ".zip");
                ModelFile.write(path, imported.toSoundModel(List.of()));
                ComputationGraph read = ModelFile.read(path).graph();
                Files.delete(path);
                compare(model, inputs, imported.predict(read, array), "from a model file");
            }
        }
    }

    private static long[] first(long[] whole) {
        long[] one = whole.clone();
        one[0] = 1;
        return one;
    }

    private static void compare(TestModel model, Nd[] inputs, INDArray got, String how) {
        Nd first = model.answer(inputs[0]);
        long[] shape = new long[first.rank() + 1];
        shape[0] = inputs.length;
        System.arraycopy(first.longShape(), 0, shape, 1, first.rank());
        assertThat(got.shape()).as(how).isEqualTo(shape);
        float[] values = got.dup('c').data().asFloat();
        double spread = 0;
        for (int n = 0; n < inputs.length; n++) {
            double[] expected = model.answer(inputs[n]).v();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) values[n * expected.length + i])
                        .as("%s, example %d, value %d", how, n, i)
                        .isCloseTo(
                                expected[i],
                                org.assertj.core.api.Assertions.within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
                spread = Math.max(spread, Math.abs(expected[i] - expected[0]));
            }
        }
        assertThat(spread > 0 || values.length == inputs.length).isTrue();
    }

    static TestModel conv2d(TestModel m, int in, int out, int[] kernel, int[] stride, String padding, String word) {
        Nd k = m.weight(0.5, kernel[0], kernel[1], in, out);
        Nd b = m.weight(0.5, out);
        Map<String, Object> config = new LinkedHashMap<>(Map.of(
                "filters", out, "kernel_size", kernel, "strides", stride, "padding", padding, "activation", word));
        return m.add("Conv2D", config, List.of(Weight.of("kernel", k), Weight.of("bias", b)), x -> Ref.conv2d(
                        x, k, b, stride, new int[] {1, 1}, padding.equals("same"), 1)
                .map(Ref.function(word, m.major)));
    }

    private static TestModel dilated(TestModel m, String padding) {
        Nd k = m.weight(0.5, 3, 2, 3, 4);
        int[] dilation = {2, 3};
        return m.add(
                "Conv2D",
                Map.of(
                        "filters",
                        4,
                        "kernel_size",
                        List.of(3, 2),
                        "dilation_rate",
                        dilation,
                        "padding",
                        padding,
                        "use_bias",
                        false),
                List.of(Weight.of("kernel", k)),
                x -> Ref.conv2d(x, k, null, new int[] {1, 1}, dilation, padding.equals("same"), 1));
    }

    private static TestModel channelsFirst(TestModel m, String flatten) {
        Nd k = m.weight(0.5, 3, 2, 3, 4);
        Nd b = m.weight(0.5, 4);
        m.add(
                "Conv2D",
                Map.of("filters", 4, "kernel_size", List.of(3, 2), "padding", "same", "data_format", "channels_first"),
                List.of(Weight.of("kernel", k), Weight.of("bias", b)),
                x -> Ref.conv2d(x.transpose(1, 2, 0), k, b, new int[] {1, 1}, new int[] {1, 1}, true, 1)
                        .transpose(2, 0, 1));
        m.add(
                "MaxPooling2D",
                Map.of("pool_size", List.of(2, 2), "data_format", "channels_first"),
                List.of(),
                x -> Ref.pool2d(x.transpose(1, 2, 0), new int[] {2, 2}, new int[] {2, 2}, false, true)
                        .transpose(2, 0, 1));
        m.add("Flatten", Map.of("data_format", flatten), List.of(), x -> (flatten.equals("channels_first")
                        ? x.transpose(1, 2, 0)
                        : x)
                .reshape(64));
        return dense(m, 64, 3, "linear");
    }

    private static TestModel groups(TestModel m) {
        Nd k = m.weight(0.5, 3, 2, 2, 6);
        return m.add(
                "Conv2D",
                Map.of("filters", 6, "kernel_size", List.of(3, 2), "groups", 2, "use_bias", false),
                List.of(Weight.of("kernel", k)),
                x -> Ref.conv2d(x, k, null, new int[] {1, 1}, new int[] {1, 1}, false, 2));
    }

    private static TestModel conv1d(TestModel m, int kernel, int stride, int dilation, String padding) {
        Nd k = m.weight(0.5, kernel, 3, 4);
        Nd b = m.weight(0.5, 4);
        int causal = padding.equals("causal") ? (kernel - 1) * dilation : 0;
        UnaryOperator<Nd> reference = x -> {
            Nd padded = causal == 0 ? x : Ref.concat(Nd.zeros(causal, 3), x, 0);
            Nd y = Ref.conv2d(
                    padded.reshape(1, padded.dim(0), 3),
                    k.reshape(1, kernel, 3, 4),
                    b,
                    new int[] {1, stride},
                    new int[] {1, dilation},
                    padding.equals("same"),
                    1);
            return y.reshape(y.dim(1), 4);
        };
        return m.add(
                "Conv1D",
                Map.of(
                        "filters",
                        4,
                        "kernel_size",
                        List.of(kernel),
                        "strides",
                        List.of(stride),
                        "dilation_rate",
                        List.of(dilation),
                        "padding",
                        padding),
                List.of(Weight.of("kernel", k), Weight.of("bias", b)),
                reference);
    }

    private static TestModel depthwise(TestModel m, boolean separable) {
        Nd k = m.weight(0.5, 3, 2, 3, 2);
        Nd p = m.weight(0.5, 1, 1, 6, 4);
        Nd b = m.weight(0.5, separable ? 4 : 6);
        Map<String, Object> config = new LinkedHashMap<>(Map.of(
                "kernel_size",
                List.of(3, 2),
                "strides",
                List.of(1, 1),
                "padding",
                "same",
                "depth_multiplier",
                2,
                "activation",
                "tanh"));
        if (separable) {
            config.put("filters", 4);
            return m.add(
                    "SeparableConv2D",
                    config,
                    List.of(Weight.of("depthwise_kernel", k), Weight.of("pointwise_kernel", p), Weight.of("bias", b)),
                    x -> Ref.conv2d(
                                    Ref.depthwise(x, k, null, new int[] {1, 1}, true),
                                    p,
                                    b,
                                    new int[] {1, 1},
                                    new int[] {1, 1},
                                    false,
                                    1)
                            .map(Math::tanh));
        }
        return m.add(
                "DepthwiseConv2D",
                config,
                List.of(Weight.of(m.major >= 3 ? "kernel" : "depthwise_kernel", k), Weight.of("bias", b)),
                x -> Ref.depthwise(x, k, b, new int[] {1, 1}, true).map(Math::tanh));
    }

    private static TestModel separable1d(TestModel m) {
        Nd k = m.weight(0.5, 3, 3, 1);
        Nd p = m.weight(0.5, 1, 3, 4);
        Nd b = m.weight(0.5, 4);
        return m.add(
                "SeparableConv1D",
                Map.of("filters", 4, "kernel_size", List.of(3)),
                List.of(Weight.of("depthwise_kernel", k), Weight.of("pointwise_kernel", p), Weight.of("bias", b)),
                x -> Ref.conv2d(
                                Ref.depthwise(x.reshape(1, 9, 3), k.reshape(1, 3, 3, 1), null, new int[] {1, 1}, false),
                                p.reshape(1, 1, 3, 4),
                                b,
                                new int[] {1, 1},
                                new int[] {1, 1},
                                false,
                                1)
                        .reshape(7, 4));
    }

    private static TestModel pool2d(TestModel m, String kind, int[] kernel, int[] stride, String padding) {
        return m.add(
                kind,
                Map.of("pool_size", kernel, "strides", stride, "padding", padding),
                List.of(),
                x -> Ref.pool2d(x, kernel, stride, padding.equals("same"), kind.startsWith("Max")));
    }

    private static TestModel norm(TestModel m, int axis, int count, boolean scale, boolean center) {
        Nd gamma = m.weight(1, count);
        Nd beta = m.weight(1, count);
        Nd mean = m.weight(1, count);
        Nd variance = m.weight(0.5, count).map(v -> v + 1);
        List<Weight> weights = new ArrayList<>();
        if (scale) {
            weights.add(Weight.of("gamma", gamma));
        }
        if (center) {
            weights.add(Weight.of("beta", beta));
        }
        weights.add(Weight.of("moving_mean", mean));
        weights.add(Weight.of("moving_variance", variance));
        Object written = m.major == 2 && axis > 0 ? List.of(axis) : axis;
        return m.add(
                "BatchNormalization",
                Map.of("axis", written, "epsilon", 0.01, "scale", scale, "center", center),
                weights,
                x -> Ref.batchNorm(
                        x,
                        axis < 0 ? x.rank() - 1 : axis - 1,
                        scale ? gamma : null,
                        center ? beta : null,
                        mean,
                        variance,
                        0.01));
    }

    private static TestModel flatten(TestModel m, int size) {
        return m.add("Flatten", Map.of(), List.of(), x -> x.reshape(size));
    }

    static TestModel dense(TestModel m, int in, int out, String word) {
        Nd k = m.weight(0.5, in, out);
        Nd b = m.weight(0.5, out);
        return m.add(
                "Dense",
                Map.of("units", out, "activation", word),
                List.of(Weight.of("kernel", k), Weight.of("bias", b)),
                x -> {
                    Nd y = Ref.dense(x, k, b);
                    return word.equals("softmax") ? Ref.softmax(y, y.rank() - 1) : y.map(Ref.function(word, m.major));
                });
    }

    private static TestModel activation(TestModel m, String word) {
        return m.add(
                "Activation",
                Map.of("activation", word),
                List.of(),
                x -> word.equals("softmax") ? Ref.softmax(x, x.rank() - 1) : x.map(Ref.function(word, m.major)));
    }

    private static TestModel prelu(TestModel m, int[] shape, List<Integer> shared) {
        Nd alpha = m.weight(0.5, shape);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("shared_axes", shared.isEmpty() ? null : shared);
        return m.add("PReLU", config, List.of(Weight.of("alpha", alpha)), x -> {
            Nd y = Nd.zeros(x.shape());
            for (int i = 0; i < y.v().length; i++) {
                double a = alpha.v()[alpha.v().length == y.v().length ? i : i % x.dim(-1)];
                y.v()[i] = x.v()[i] > 0 ? x.v()[i] : a * x.v()[i];
            }
            return y;
        });
    }

    private static TestModel edges(TestModel m) {
        m.add("ZeroPadding2D", Map.of("padding", List.of(List.of(1, 2), List.of(0, 3))), List.of(), x -> {
            Nd rows = Ref.concat(Ref.concat(Nd.zeros(1, 5, 2), x, 0), Nd.zeros(2, 5, 2), 0);
            return Ref.concat(rows, Nd.zeros(9, 3, 2), 1);
        });
        return m.add("Cropping2D", Map.of("cropping", List.of(List.of(2, 1), List.of(1, 0))), List.of(), x -> {
            Nd y = Nd.zeros(6, 7, 2);
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 7; c++) {
                    for (int ch = 0; ch < 2; ch++) {
                        y.set(x.get(r + 2, c + 1, ch), r, c, ch);
                    }
                }
            }
            return y;
        });
    }

    private static TestModel edges1d(TestModel m) {
        m.add(
                "ZeroPadding1D",
                Map.of("padding", List.of(1, 2)),
                List.of(),
                x -> Ref.concat(Ref.concat(Nd.zeros(1, 2), x, 0), Nd.zeros(2, 2), 0));
        return m.add(
                "Cropping1D",
                Map.of("cropping", List.of(2, 0)),
                List.of(),
                x -> Nd.of(Arrays.copyOfRange(x.v(), 4, 18), 7, 2));
    }

    private static TestModel reshape(TestModel m, int... shape) {
        return m.add("Reshape", Map.of("target_shape", shape), List.of(), x -> x.reshape(shape));
    }

    private static TestModel permute(TestModel m, int... axes) {
        return m.add(
                "Permute",
                Map.of("dims", Arrays.stream(axes).map(a -> a + 1).toArray()),
                List.of(),
                x -> x.transpose(axes));
    }

    private static Nd[] cell(TestModel m, int in, int units) {
        return new Nd[] {m.weight(0.8, in, 4 * units), m.weight(0.8, units, 4 * units), m.weight(0.8, 4 * units)};
    }

    private static List<Weight> cellWeights(Nd[] w, String part, boolean bias) {
        List<Weight> weights =
                new ArrayList<>(List.of(new Weight("kernel", part, w[0]), new Weight("recurrent_kernel", part, w[1])));
        if (bias) {
            weights.add(new Weight("bias", part, w[2]));
        }
        return weights;
    }

    static TestModel lstm(
            TestModel m, int in, int units, String gate, boolean sequences, boolean backwards, boolean bias) {
        Nd[] w = cell(m, in, units);
        Map<String, Object> config = Map.of(
                "units",
                units,
                "activation",
                "tanh",
                "recurrent_activation",
                gate,
                "return_sequences",
                sequences,
                "go_backwards",
                backwards,
                "use_bias",
                bias);
        return m.add("LSTM", config, cellWeights(w, "cell", bias), x -> {
            Nd y = Ref.lstm(
                    backwards ? Ref.reverse(x) : x,
                    w[0],
                    w[1],
                    bias ? w[2] : null,
                    Math::tanh,
                    Ref.function(gate, m.major));
            return sequences ? y : Ref.last(y);
        });
    }

    private static TestModel bidirectional(TestModel m, String mode, boolean sequences) {
        Nd[] f = cell(m, 4, 3);
        Nd[] b = cell(m, 4, 3);
        Map<String, Object> inner = new LinkedHashMap<>(Map.of(
                "class_name",
                "LSTM",
                "config",
                Map.of(
                        "name",
                        "lstm",
                        "units",
                        3,
                        "activation",
                        "relu",
                        "recurrent_activation",
                        "sigmoid",
                        "return_sequences",
                        sequences)));
        if (m.major >= 3) {
            inner.put("module", "keras.layers");
        }
        List<Weight> weights = new ArrayList<>(cellWeights(f, "forward_layer/cell", true));
        weights.addAll(cellWeights(b, "backward_layer/cell", true));
        return m.add("Bidirectional", Map.of("layer", inner, "merge_mode", mode), weights, x -> {
            Nd one = Ref.lstm(x, f[0], f[1], f[2], Ref.function("relu", 2), Ref.function("sigmoid", 2));
            Nd two = Ref.lstm(Ref.reverse(x), b[0], b[1], b[2], Ref.function("relu", 2), Ref.function("sigmoid", 2));
            Nd left = sequences ? one : Ref.last(one);
            Nd right = sequences ? Ref.reverse(two) : Ref.last(two);
            return switch (mode) {
                case "concat" -> Ref.concat(left, right, left.rank() - 1);
                case "sum" -> Ref.both(left, right, Double::sum);
                case "mul" -> Ref.both(left, right, (p, q) -> p * q);
                default -> Ref.both(left, right, (p, q) -> (p + q) / 2);
            };
        });
    }

    private static Map<String, Object> inner(String kind, Map<String, Object> config) {
        return Map.of("layer", Map.of("class_name", kind, "config", config));
    }

    private static TestModel timeDense(TestModel m) {
        Nd k = m.weight(0.5, 4, 3);
        Nd b = m.weight(0.5, 3);
        return m.add(
                "TimeDistributed",
                inner("Dense", Map.of("units", 3, "activation", "relu")),
                List.of(new Weight("kernel", "layer", k), new Weight("bias", "layer", b)),
                x -> Ref.dense(x, k, b).map(v -> Math.max(0, v)));
    }

    private static TestModel timeFlatten(TestModel m) {
        return m.add("TimeDistributed", inner("Flatten", Map.of()), List.of(), x -> x.reshape(5, 6));
    }

    private static TestModel timeConv(TestModel m) {
        Nd k = m.weight(0.5, 4, 2, 3);
        Nd b = m.weight(0.5, 3);
        m.add(
                "TimeDistributed",
                inner("Conv1D", Map.of("filters", 3, "kernel_size", List.of(4), "padding", "same")),
                List.of(new Weight("kernel", "layer", k), new Weight("bias", "layer", b)),
                x -> Ref.conv2d(x, k.reshape(1, 4, 2, 3), b, new int[] {1, 1}, new int[] {1, 1}, true, 1));
        return m.add(
                "TimeDistributed",
                inner("MaxPooling1D", Map.of("pool_size", List.of(2))),
                List.of(),
                x -> Ref.pool2d(x, new int[] {1, 2}, new int[] {1, 2}, false, true));
    }

    private static TestModel branches(int major) {
        TestModel m = conv2d(new TestModel(major, 6, 5, 2), 2, 3, new int[] {3, 3}, new int[] {1, 1}, "same", "tanh");
        String a = m.lastName();
        Nd k = m.weight(0.5, 2, 2, 3, 3);
        m.join(
                "Conv2D",
                Map.of("filters", 3, "kernel_size", List.of(2, 2), "padding", "same", "use_bias", false),
                List.of(Weight.of("kernel", k)),
                List.of(a),
                in -> Ref.conv2d(in.get(0), k, null, new int[] {1, 1}, new int[] {1, 1}, true, 1));
        String b = m.lastName();
        m.join("Add", Map.of(), List.of(), List.of(a, b), in -> Ref.both(in.get(0), in.get(1), Double::sum));
        String sum = m.lastName();
        m.join("Multiply", Map.of(), List.of(), List.of(sum, b), in -> Ref.both(in.get(0), in.get(1), (p, q) -> p * q));
        String product = m.lastName();
        m.join(
                "Average",
                Map.of(),
                List.of(),
                List.of(product, a),
                in -> Ref.both(in.get(0), in.get(1), (p, q) -> (p + q) / 2));
        String mean = m.lastName();
        m.join(
                "Concatenate",
                Map.of("axis", -1),
                List.of(),
                List.of(mean, sum),
                in -> Ref.concat(in.get(0), in.get(1), 2));
        return dense(flatten(m, 180), 180, 3, "softmax");
    }

    /** Deeplearning4j applies activations in place; the other reader must not see it. */
    private static TestModel residual(int major) {
        TestModel m = dense(new TestModel(major, 6), 6, 5, "linear");
        String a = m.lastName();
        m.join("Activation", Map.of("activation", "relu"), List.of(), List.of(a), in -> in.get(0)
                .map(v -> Math.max(0, v)));
        String b = m.lastName();
        m.join("Dropout", Map.of("rate", 0.2), List.of(), List.of(a), in -> in.get(0));
        String c = m.lastName();
        m.join("Activation", Map.of("activation", "sigmoid"), List.of(), List.of(c), in -> in.get(0)
                .map(Ref.function("sigmoid", 2)));
        String d = m.lastName();
        return m.join(
                "Concatenate",
                Map.of(),
                List.of(),
                List.of(a, b, d),
                in -> Ref.concat(Ref.concat(in.get(0), in.get(1), 0), in.get(2), 0));
    }

    private static TestModel joinedRows(int major) {
        TestModel m = conv2d(new TestModel(major, 6, 5, 2), 2, 3, new int[] {3, 3}, new int[] {1, 1}, "same", "tanh");
        String a = m.lastName();
        m.join(
                "MaxPooling2D",
                Map.of("pool_size", List.of(2, 1)),
                List.of(),
                List.of(a),
                in -> Ref.pool2d(in.get(0), new int[] {2, 1}, new int[] {2, 1}, false, true));
        String b = m.lastName();
        m.join("Concatenate", Map.of("axis", 1), List.of(), List.of(a, b), in -> Ref.concat(in.get(0), in.get(1), 0));
        return conv2d(m, 3, 2, new int[] {2, 2}, new int[] {1, 1}, "valid", "linear");
    }

    /** Its batch norm's statistics stand behind all that is learnt. */
    private static TestModel inner(int major) {
        TestModel m = norm(
                conv2d(new TestModel(major, 6, 5, 2), 2, 3, new int[] {3, 3}, new int[] {1, 1}, "same", "relu"),
                3,
                3,
                true,
                true);
        return conv2d(m, 3, 2, new int[] {2, 2}, new int[] {1, 1}, "same", "linear");
    }

    private static TestModel nested(int major) {
        TestModel m = new TestModel(major, 6, 5, 2).nest(inner(major), "input");
        return dense(flatten(m, 60), 60, 3, "softmax");
    }

    private static TestModel nestedTwice(int major) {
        TestModel m = new TestModel(major, 6, 5, 2).nest(inner(major), "input");
        String once = m.lastName();
        m.again("input");
        return m.join(
                "Add",
                Map.of(),
                List.of(),
                List.of(once, m.lastCall()),
                in -> Ref.both(in.get(0), in.get(1), Double::sum));
    }
}
