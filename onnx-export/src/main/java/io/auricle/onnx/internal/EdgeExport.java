package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** Rows and columns added or cut off. */
final class EdgeExport {
    private EdgeExport() {}

    static Value padding(Node node) {
        int[] p = ((ZeroPaddingLayer) node.conf()).getPadding(); // top, bottom, left, right
        String pads = node.graph().integers(node.name() + "-pads", 0, 0, p[0], p[2], 0, 0, p[1], p[3]);
        return node.op("Pad", 4, Map.of("mode", "constant"), node.input().name(), pads);
    }

    static Value cropping(Node node) {
        int[] c = ((Cropping2D) node.conf()).getCropping();
        OnnxGraph graph = node.graph();
        return node.op(
                "Slice",
                4,
                Map.of(),
                node.input().name(),
                graph.integers(node.name() + "-starts", c[0], c[2]),
                graph.integers(node.name() + "-ends", end(c[1]), end(c[3])),
                graph.integers(node.name() + "-axes", 2, 3));
    }

    private static long end(int cut) {
        return cut == 0 ? Long.MAX_VALUE : -cut;
    }
}
