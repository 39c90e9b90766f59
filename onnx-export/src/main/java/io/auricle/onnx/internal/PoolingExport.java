package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Pooling in windows, and over all that follows the channels. */
final class PoolingExport {
    private PoolingExport() {}

    static Value windows(Node node) {
        SubsamplingLayer conf = (SubsamplingLayer) node.conf();
        node.check(conf.getCnn2dDataFormat() == CNN2DFormat.NCHW, "pictures with channels last");
        node.check(node.input().rank() == 4, "pooling of other than pictures");
        node.check(conf.getDilation()[0] == 1 && conf.getDilation()[1] == 1, "pooling with dilation");
        Map<String, Object> attributes = ConvolutionExport.window(
                conf.getKernelSize(), conf.getStride(), conf.getPadding(), conf.getConvolutionMode());
        return switch (conf.getPoolingType()) {
            case MAX -> node.op("MaxPool", 4, attributes, node.input().name());
            case AVG -> {
                attributes.put("count_include_pad", conf.isAvgPoolIncludePadInDivisor() ? 1L : 0L);
                yield node.op("AveragePool", 4, attributes, node.input().name());
            }
            default -> throw unknown(node, conf.getPoolingType());
        };
    }

    static Value global(Node node) {
        GlobalPoolingLayer conf = (GlobalPoolingLayer) node.conf();
        int rank = node.input().rank();
        long[] axes = conf.getPoolingDimensions() == null
                ? LongStream.range(2, rank).toArray()
                : ConvolutionExport.longs(conf.getPoolingDimensions());
        boolean keep = !conf.isCollapseDimensions();
        int left = keep ? rank : rank - axes.length;
        Map<String, Object> attributes = Map.of("axes", axes, "keepdims", keep ? 1L : 0L);
        String input = node.input().name();
        return switch (conf.getPoolingType()) {
            case MAX -> node.op("ReduceMax", left, attributes, input);
            case AVG -> node.op("ReduceMean", left, attributes, input);
            case SUM -> node.op(
                    "ReduceSum",
                    left,
                    Map.of("keepdims", keep ? 1L : 0L),
                    input,
                    node.graph().integers(node.name() + "-axes", axes));
            default -> throw unknown(node, conf.getPoolingType());
        };
    }

    private static RuntimeException unknown(Node node, Object type) {
        return new NoOperatorException(node.name(), "pooling by " + type);
    }
}
