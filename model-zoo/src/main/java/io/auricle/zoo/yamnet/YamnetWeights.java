package io.auricle.zoo.yamnet;

import io.auricle.zoo.yamnet.YamnetLayer.Kind;
import java.util.List;

/**
 * The numbers of all layers, checked and dequantised.
 *
 * @param layers one entry a layer, in the order of {@link YamnetLayer#all()}
 */
record YamnetWeights(List<OfLayer> layers) {
    YamnetWeights {
        layers = List.copyOf(layers);
    }

    /**
     * The numbers of one layer.
     *
     * @param layer  which one
     * @param values weights, in the order of the file: {@link YamnetLayer#fileShape()}, row-major
     * @param bias   one number per output channel
     */
    record OfLayer(YamnetLayer layer, float[] values, float[] bias) {

        /** {@return the weights in the order of a graph: {@link YamnetLayer#graphShape()}, row-major} */
        float[] graphValues() {
            if (layer.kind() == Kind.POINTWISE) {
                return values;
            }
            return layer.kind() == Kind.DENSE ? transposed() : reordered();
        }

        private float[] transposed() {
            int inputs = layer.inputs();
            int outputs = layer.outputs();
            float[] result = new float[values.length];
            for (int out = 0; out < outputs; out++) {
                for (int in = 0; in < inputs; in++) {
                    result[in * outputs + out] = values[out * inputs + in];
                }
            }
            return result;
        }

        /** The rows of the file's kernels are time, a graph's are bands: rows and columns change places. */
        private float[] reordered() {
            int kernel = layer.kernel();
            int outputs = layer.outputs();
            boolean depthwise = layer.kind() == Kind.DEPTHWISE;
            float[] result = new float[values.length];
            for (int out = 0; out < outputs; out++) {
                for (int band = 0; band < kernel; band++) {
                    for (int frame = 0; frame < kernel; frame++) {
                        int cell = frame * kernel + band;
                        int turned = band * kernel + frame;
                        if (depthwise) {
                            result[turned * outputs + out] = values[cell * outputs + out];
                        } else {
                            result[out * kernel * kernel + turned] = values[out * kernel * kernel + cell];
                        }
                    }
                }
            }
            return result;
        }
    }
}
