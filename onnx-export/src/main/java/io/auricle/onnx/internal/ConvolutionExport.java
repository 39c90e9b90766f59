package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions of two dimensions: whole, depthwise, separable. */
final class ConvolutionExport {
    private ConvolutionExport() {}

    static Value whole(Node node) {
        ConvolutionLayer conf = checked(node);
        INDArray weights = node.parameter("W");
        Value sum =
                conv(node, attributes(node, 1), node.constant("W", weights.shape()), conf.hasBias(), weights.size(0));
        return ActivationExport.apply(node, conf.getActivationFn(), sum);
    }

    static Value depthwise(Node node) {
        DepthwiseConvolution2D conf = (DepthwiseConvolution2D) checked(node);
        INDArray weights = node.parameter("W"); // [rows, columns, in, multiplier]
        long out = weights.size(2) * weights.size(3);
        String kernel = node.graph()
                .constant(node.name() + "-W", weights.permute(2, 3, 0, 1), out, 1, weights.size(0), weights.size(1));
        Value sum = conv(node, attributes(node, weights.size(2)), kernel, conf.hasBias(), out);
        return ActivationExport.apply(node, conf.getActivationFn(), sum);
    }

    static Value separable(Node node) {
        SeparableConvolution2D conf = (SeparableConvolution2D) checked(node);
        INDArray weights = node.parameter("W"); // [multiplier, in, rows, columns]
        long middle = weights.size(0) * weights.size(1);
        String kernel = node.graph()
                .constant(node.name() + "-W", weights.permute(1, 0, 2, 3), middle, 1, weights.size(2), weights.size(3));
        Value spread = node.op(
                "Conv", 4, attributes(node, weights.size(1)), node.input().name(), kernel);
        INDArray points = node.parameter("pW");
        List<String> inputs = new ArrayList<>(List.of(spread.name(), node.constant("pW", points.shape())));
        if (conf.hasBias()) {
            inputs.add(node.constant("b", points.size(0)));
        }
        Value sum = node.op("Conv", 4, Map.of(), inputs.toArray(String[]::new));
        return ActivationExport.apply(node, conf.getActivationFn(), sum);
    }

    private static ConvolutionLayer checked(Node node) {
        ConvolutionLayer conf = (ConvolutionLayer) node.conf();
        node.check(conf.getCnn2dDataFormat() == CNN2DFormat.NCHW, "pictures with channels last");
        node.check(node.input().rank() == 4, "a convolution of other than pictures");
        return conf;
    }

    private static Value conv(Node node, Map<String, Object> attributes, String kernel, boolean bias, long out) {
        List<String> inputs = new ArrayList<>(List.of(node.input().name(), kernel));
        if (bias) {
            inputs.add(node.constant("b", out));
        }
        return node.op("Conv", 4, attributes, inputs.toArray(String[]::new));
    }

    private static Map<String, Object> attributes(Node node, long groups) {
        ConvolutionLayer conf = (ConvolutionLayer) node.conf();
        int[] dilation = conf.getDilation();
        Map<String, Object> attributes =
                window(conf.getKernelSize(), conf.getStride(), conf.getPadding(), conf.getConvolutionMode());
        if (conf.getConvolutionMode() == ConvolutionMode.Same && Math.max(dilation[0], dilation[1]) > 1) {
            attributes.remove("auto_pad"); // runtimes do not pad dilated kernels by themselves
            attributes.put("pads", samePads(node, conf));
        }
        attributes.put("dilations", longs(dilation));
        attributes.put("group", groups);
        return attributes;
    }

    private static long[] samePads(Node node, ConvolutionLayer conf) {
        node.check(
                conf.getStride()[0] == 1 && conf.getStride()[1] == 1,
                "dilation with strides and padding to the same size");
        long rows = (conf.getKernelSize()[0] - 1L) * conf.getDilation()[0];
        long columns = (conf.getKernelSize()[1] - 1L) * conf.getDilation()[1];
        return new long[] {rows / 2, columns / 2, rows - rows / 2, columns - columns / 2};
    }

    /** Same pads the end one more than the start, as Keras does. */
    static Map<String, Object> window(int[] kernel, int[] stride, int[] padding, ConvolutionMode mode) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("kernel_shape", longs(kernel));
        attributes.put("strides", longs(stride));
        if (mode == ConvolutionMode.Same) {
            attributes.put("auto_pad", "SAME_UPPER");
        } else {
            attributes.put("pads", new long[] {padding[0], padding[1], padding[0], padding[1]});
        }
        return attributes;
    }

    static long[] longs(int[] numbers) {
        return java.util.Arrays.stream(numbers).asLongStream().toArray();
    }
}
