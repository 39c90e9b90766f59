package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Two networks of one case with the same parameters: stock Deeplearning4j in DOUBLE, and an accelerated one in FLOAT.
 *
 * <p>Two arrays are equal when their largest difference is at most {@value #TOLERANCE} of the stock array's largest
 * magnitude. An array that is zero in exact arithmetic (the gradient of a bias in front of batch normalisation, say)
 * has no magnitude of its own: its yardstick is a tenth of the largest array's.
 */
final class Twins {
    static final double TOLERANCE = 1e-4;
    private static final double ZERO = 1e-12;

    /** By the name of the case: stock in DOUBLE takes most of the time, and says the same each time. */
    private static final Map<String, Answers> STOCK_ANSWERS = new ConcurrentHashMap<>();

    private final Case of;
    final Net stock;
    final Net fast;
    private final MultiDataSet exact;

    /** Twins whose FLOAT half is made fast by the given way. */
    Twins(Case of, UnaryOperator<Model> accelerate) {
        this.of = of;
        Model single = of.network().apply(DataType.FLOAT);
        shake(Net.of(single).parameters());
        Model twice = of.network().apply(DataType.DOUBLE);
        twice.setParams(single.params().castTo(DataType.DOUBLE));
        this.stock = Net.of(twice);
        this.fast = Net.of(accelerate.apply(single));
        this.exact = Data.as(DataType.DOUBLE, of.data());
    }

    /** Gives every parameter a value that shows: a scale of one or a shift of zero would hide a mistake. */
    private static void shake(Map<String, INDArray> parameters) {
        Random random = new Random(11);
        parameters.forEach((name, values) -> {
            boolean positive = name.endsWith("_gamma") || name.endsWith("_var");
            INDArray noise = Data.normal(random.nextLong(), values.shape()).muli(positive ? 0.1 : 0.05);
            values.addi(noise);
        });
    }

    /** Asks both everything once; stock only if it was not asked by another test before. */
    void checkAll() {
        Answers expected = STOCK_ANSWERS.computeIfAbsent(of.name(), name -> Answers.of(stock, exact));
        Answers.of(fast, of.data()).checkSameAs(expected);
    }

    void outputs() {
        INDArray[] expected = stock.output(exact, false);
        INDArray[] found = fast.output(of.data(), false);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            same("output " + i, expected[i], found[i], 1);
        }
    }

    /** Trains both a little. */
    void steps() {
        for (int i = 0; i < Answers.STEPS; i++) {
            stock.fit(exact);
            fast.fit(of.data());
        }
        same("parameter", new TreeMap<>(stock.parameters()), fast.parameters());
    }

    static void same(String what, Map<String, INDArray> expected, Map<String, INDArray> found) {
        assertThat(found.keySet()).as(what + " names").isEqualTo(expected.keySet());
        double largest =
                expected.values().stream().mapToDouble(Twins::magnitude).max().orElse(0);
        expected.forEach((name, array) -> same(what + " " + name, array, found.get(name), largest));
    }

    static void same(String what, INDArray expected, INDArray found, double largest) {
        assertThat(found.shape()).as("shape of " + what).isEqualTo(expected.shape());
        assertThat(found.sumNumber().doubleValue()).as("sum of " + what).isFinite();
        INDArray difference = found.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
        double own = magnitude(expected);
        double scale = own > ZERO * largest ? own : largest / 10;
        assertThat(magnitude(difference))
                .as("largest difference of " + what + ", whose magnitude is " + own)
                .isLessThanOrEqualTo(TOLERANCE * scale);
    }

    private static double magnitude(INDArray array) {
        return array.castTo(DataType.DOUBLE).amaxNumber().doubleValue();
    }
}
