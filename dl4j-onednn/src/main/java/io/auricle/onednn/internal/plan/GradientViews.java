package io.auricle.onednn.internal.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The gradients of a layer's parameters, where they lie in the flat array, by DL4J's names. */
public final class GradientViews {
    private GradientViews() {}

    /** The views of a layer; none if it has no parameters or its gradients are not wanted. */
    public static Map<String, INDArray> of(Layer layer) {
        INDArray flat = layer.getGradientsViewArray();
        if (flat == null || layer.numParams() == 0) {
            return Map.of();
        }
        Layer inner = layer;
        while (inner instanceof BaseWrapperLayer wrapper) {
            inner = wrapper.getUnderlying();
        }
        if (inner instanceof BidirectionalLayer) {
            return bothDirections(inner.conf(), flat.reshape(flat.length()));
        }
        return layer.conf().getLayer().initializer().getGradientsFromFlattened(layer.conf(), flat);
    }

    /** DL4J's own initialiser passes the outer configuration to the inner layer, which fails. */
    private static Map<String, INDArray> bothDirections(NeuralNetConfiguration outer, INDArray flat) {
        var both = (Bidirectional) outer.getLayer();
        var views = new LinkedHashMap<String, INDArray>();
        long half = flat.length() / 2;
        for (int i = 0; i < 2; i++) {
            var layer = i == 0 ? both.getFwd() : both.getBwd();
            String prefix = i == 0 ? "f" : "b";
            NeuralNetConfiguration inner = outer.clone();
            inner.setLayer(layer);
            layer.initializer()
                    .getGradientsFromFlattened(inner, flat.get(NDArrayIndex.interval(i * half, (i + 1) * half)))
                    .forEach((name, view) -> views.put(prefix + name, view));
        }
        return views;
    }
}
