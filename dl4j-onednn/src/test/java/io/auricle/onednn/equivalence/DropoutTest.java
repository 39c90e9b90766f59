package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout draws its masks freely, so it is checked in two ways: the masks by their statistics, the rest by the mask drawn. */
class DropoutTest {

    /** A layer of a weight per input value: of one row, the weight gradients are the dropped values times an error. */
    private static Chain network(Supplier<Layer> front, IDropout dropout, InputType input) {
        return Chain.graph(input, () -> new Layer[] {
            front.get(),
            new DropoutLayer.Builder(dropout.clone()).build(),
            new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build(),
            Images.output()
        });
    }

    private static Layer dense() {
        return new DenseLayer.Builder().nOut(4000).build();
    }

    private static Layer convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(20).build();
    }

    private static Net fast(Chain chain) {
        return Net.of(Fast.accelerate(chain.apply(DataType.FLOAT)));
    }

    /** The mask of the last pass over one row, from the gradient of the weights that its values meet. */
    private static INDArray mask(Net stockWithout, Net net, MultiDataSet row) {
        INDArray dropped = net.gradients(row).get("2_W").getColumn(0);
        INDArray kept = stockWithout.gradients(row).get("2_W").getColumn(0);
        double strongest = dropped.div(kept).amaxNumber().doubleValue();
        assertThat(strongest).isPositive();
        return dropped.neq(0.0).castTo(DataType.DOUBLE);
    }

    private static MultiDataSet rows(long... shape) {
        return Data.of(Data.normal(31, shape), Data.oneHot((int) shape[0]));
    }

    @Test
    void a_free_mask_keeps_the_asked_share_and_is_drawn_anew_at_each_step() {
        var row = rows(1, 8);
        var input = InputType.feedForward(8);
        for (double keep : new double[] {0.25, 0.5, 0.9}) {
            Net plain =
                    Net.of(network(DropoutTest::dense, new Fixed(null), input).apply(DataType.FLOAT));
            Net net = fast(network(DropoutTest::dense, new Dropout(keep), input));

            INDArray first = mask(plain, net, row);
            INDArray second = mask(plain, net, row);

            double deviation = Math.sqrt(keep * (1 - keep) / first.length());
            assertThat(first.meanNumber().doubleValue()).isCloseTo(keep, offset(4 * deviation));
            assertThat(second.meanNumber().doubleValue()).isCloseTo(keep, offset(4 * deviation));
            double both = first.mul(second).meanNumber().doubleValue();
            assertThat(both).as("kept twice").isCloseTo(keep * keep, offset(8 * deviation));
        }
    }

    @Test
    void dropped_rows_have_the_mean_and_the_variance_of_inverted_dropout() {
        double keep = 0.4;
        var ones = Data.of(Nd4j.ones(DataType.FLOAT, 1, 20_000), Data.oneHot(1));
        var chain = Chain.graph(InputType.feedForward(20_000), () ->
                new Layer[] {new DropoutLayer.Builder(new Dropout(keep)).build(), Images.output()});
        Net net = fast(chain);

        INDArray gradient = net.gradients(ones).get("1_W");
        INDArray factor =
                gradient.getColumn(1).div(net.gradients(ones).get("1_b").getDouble(1));

        INDArray values = gradient.getColumn(1)
                .div(gradient.getColumn(1).amaxNumber())
                .div(keep)
                .castTo(DataType.DOUBLE);
        assertThat(factor.length()).isEqualTo(20_000);
        assertThat(Math.abs(values.meanNumber().doubleValue())).isCloseTo(1, offset(0.05));
        assertThat(values.varNumber().doubleValue()).isCloseTo((1 - keep) / keep, offset(0.1));
    }

    @Test
    void a_dense_network_equals_stock_with_the_mask_that_was_drawn() {
        check(DropoutTest::dense, rows(1, 8), InputType.feedForward(8));
    }

    @Test
    void a_convolutional_network_equals_stock_with_the_mask_that_was_drawn() {
        check(DropoutTest::convolution, rows(1, 2, 9, 8), InputType.convolutional(9, 8, 2));
    }

    private static void check(Supplier<Layer> front, MultiDataSet row, InputType input) {
        double keep = 0.6;
        var chain = network(front, new Dropout(keep), input);
        Net plain = Net.of(network(front, new Fixed(null), input).apply(DataType.FLOAT));
        Net net = fast(chain);
        plain.model().setParams(net.model().params());
        INDArray mask = mask(plain, net, row).div(keep);
        Nd4j.getRandom().setSeed(5);
        var drawn = net.gradients(row);
        mask = drawn.get("2_W").getColumn(0).neq(0.0).castTo(DataType.DOUBLE).div(keep);
        Net stock = Net.of(network(front, new Fixed(mask), input).apply(DataType.DOUBLE));
        stock.model().setParams(net.model().params().castTo(DataType.DOUBLE));

        Twins.same("gradient", stock.gradients(Data.as(DataType.DOUBLE, row)), drawn);
    }

    @Test
    void nd4j_seeds_decide_the_masks() {
        var chain = network(DropoutTest::dense, new Dropout(0.5), InputType.feedForward(8));
        Net net = fast(chain);
        var row = rows(1, 8);

        Nd4j.getRandom().setSeed(1);
        INDArray first = net.gradients(row).get("2_W");
        INDArray other = net.gradients(row).get("2_W");
        Nd4j.getRandom().setSeed(1);
        INDArray again = net.gradients(row).get("2_W");

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    @Test
    void nothing_is_dropped_at_test_time() {
        var chain = network(DropoutTest::dense, new Dropout(0.5), InputType.feedForward(8));
        var twins = new Twins(new Case("dropout", chain, rows(4, 8)), Fast::accelerate);

        twins.outputs();
    }

    /** Dropout by a mask that is given; null keeps everything. */
    record Fixed(INDArray mask) implements IDropout {
        @Override
        public INDArray applyDropout(
                INDArray in, INDArray out, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
            return times(in, out);
        }

        @Override
        public INDArray backprop(INDArray gradAtOutput, INDArray gradAtInput, int iteration, int epoch) {
            return times(gradAtOutput, gradAtInput);
        }

        private INDArray times(INDArray in, INDArray out) {
            out.assign(mask == null ? in : in.mul(mask.reshape(in.shape()).castTo(in.dataType())));
            return out;
        }

        @Override
        public void clear() {}

        @Override
        public IDropout clone() {
            return this;
        }
    }
}
