package io.auricle.onednn;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradients of a layer's parameters, where they lie in the flat array. */
final class LayerGradients {
    private LayerGradients() {}

    static Map<String, INDArray> of(Layer layer) {
        INDArray view = layer.getGradientsViewArray();
        return view == null || layer.numParams() == 0
                ? Map.of()
                : layer.conf().getLayer().initializer().getGradientsFromFlattened(layer.conf(), view);
    }
}
