package io.auricle.onednn.internal.layers;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.MaskSource;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.DropoutHelper;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout: values are kept with probability p and divided by it, or become 0. Masks derive from ND4J's random
 * numbers, whose seed therefore decides them.
 */
final class Masking extends Helper implements DropoutHelper {
    private final Dropout conf;
    private final MaskSource masks = new MaskSource();
    private INDArray mask;

    Masking(String layer, Dropout conf) {
        super(layer);
        this.conf = conf;
    }

    private record Key(Layout input, Layout output) {}

    @Override
    public void applyDropout(INDArray input, INDArray result, double keep) {
        require(input, result);
        if (mask == null || !Arrays.equals(mask.shape(), input.shape())) {
            mask = Nd4j.createUninitialized(DataType.FLOAT, input.shape(), 'c').detach();
        }
        masks.startStep(Nd4j.getRandom().nextLong(), 0, 0);
        masks.fill(Layout.address(mask), Math.toIntExact(mask.length()), 0, conf);
        multiply(input, result);
    }

    @Override
    public void backprop(INDArray gradAtOutput, INDArray gradAtInput) {
        require(gradAtOutput, gradAtInput);
        if (mask == null || !Arrays.equals(mask.shape(), gradAtOutput.shape())) {
            throw new IllegalStateException("dropout must be applied to values of shape "
                    + Arrays.toString(gradAtOutput.shape()) + " before their gradient");
        }
        multiply(gradAtOutput, gradAtInput);
    }

    /** Deeplearning4j does the call itself after an exception; there is no other way to decline it. */
    private static void require(INDArray input, INDArray result) {
        if (!Layout.fits(input) || !Layout.fits(result)) {
            throw new IllegalArgumentException(
                    "arrays must be plain FLOAT ones, got " + input.dataType() + " and " + result.dataType());
        }
    }

    private void multiply(INDArray input, INDArray result) {
        var key = new Key(Layout.of(input), Layout.of(result));
        Boolean done = attempt(true, () -> {
            program(key, () -> product(key)).run(input, mask, result);
            return true;
        });
        if (done == null) {
            throw new IllegalStateException("oneDNN could not multiply by the mask");
        }
    }

    private static Program product(Key key) {
        var program = new Program();
        Memory input = program.outside(key.input.desc());
        Memory factors = program.outside(MemoryDesc.rowMajor(key.input.dims()));
        Memory output = program.outside(key.output.desc());
        var desc = Elementwise.binary(dnnl_binary_mul, input.desc(), factors.desc(), output.desc(), null);
        program.add(
                desc,
                Program.arguments(DNNL_ARG_SRC_0, input)
                        .and(DNNL_ARG_SRC_1, factors)
                        .and(DNNL_ARG_DST, output));
        return program;
    }
}
