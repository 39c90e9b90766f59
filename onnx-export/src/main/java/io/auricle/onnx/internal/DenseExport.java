package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Layers of one matrix or of one row of weights. */
final class DenseExport {
    private DenseExport() {}

    static Value dense(Node node) {
        BaseLayer conf = (BaseLayer) node.conf();
        node.check(node.input().rank() == 2, "a dense layer over time");
        node.check(!(conf instanceof DenseLayer dense && dense.hasLayerNorm()), "layer normalisation");
        INDArray weights = node.parameter("W");
        boolean bias = !(conf instanceof DenseLayer dense && !dense.hasBias()
                || conf instanceof OutputLayer output && !output.hasBias());
        String kernel = node.constant("W", weights.shape());
        Value sum = bias
                ? node.op("Gemm", 2, Map.of(), node.input().name(), kernel, node.constant("b", weights.size(1)))
                : node.op("MatMul", 2, Map.of(), node.input().name(), kernel);
        return ActivationExport.apply(node, conf.getActivationFn(), sum);
    }

    static Value normalization(Node node) {
        BatchNormalization conf = (BatchNormalization) node.conf();
        long count = node.parameter("mean").length();
        INDArray variance = node.has("var")
                ? node.parameter("var")
                : Transforms.pow(
                        Nd4j.valueArrayOf(new long[] {1, count}, 10.0),
                        node.parameter("log10stdev").mul(2));
        INDArray gamma = conf.isLockGammaBeta()
                ? Nd4j.valueArrayOf(new long[] {1, count}, conf.getGamma())
                : node.parameter("gamma");
        INDArray beta = conf.isLockGammaBeta()
                ? Nd4j.valueArrayOf(new long[] {1, count}, conf.getBeta())
                : node.parameter("beta");
        Value sum = node.op(
                "BatchNormalization",
                node.input().rank(),
                Map.of("epsilon", (float) conf.getEps()),
                node.input().name(),
                node.graph().constant(node.name() + "-gamma", gamma, count),
                node.graph().constant(node.name() + "-beta", beta, count),
                node.constant("mean", count),
                node.graph().constant(node.name() + "-var", variance, count));
        return sum;
    }

    static Value prelu(Node node) {
        PReLULayer conf = (PReLULayer) node.conf();
        INDArray slopes = node.parameter("W");
        node.check(conf.getInputShape().length == node.input().rank() - 1, "slopes of another shape");
        return node.op("PRelu", node.input().rank(), Map.of(), node.input().name(), node.constant("W", slopes.shape()));
    }
}
