package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.Unsupported;
import io.auricle.keras.internal.config.LayerSpec;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.LayerPath;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** Every kind of Keras layer that can be had, by the name of its class, and why others cannot. */
public final class Kinds {
    private static final Map<String, LayerKind> KNOWN = known();
    private static final Map<String, String> REFUSED = refused();

    private Kinds() {}

    private static Map<String, LayerKind> known() {
        Map<String, LayerKind> kinds = new TreeMap<>();
        kinds.put("Conv1D", new Convolution(1));
        kinds.put("Conv2D", new Convolution(2));
        kinds.put("DepthwiseConv1D", new Depthwise(1, false));
        kinds.put("DepthwiseConv2D", new Depthwise(2, false));
        kinds.put("SeparableConv1D", new Depthwise(1, true));
        kinds.put("SeparableConv2D", new Depthwise(2, true));
        kinds.put("MaxPooling1D", new Pooling(1, PoolingType.MAX));
        kinds.put("MaxPooling2D", new Pooling(2, PoolingType.MAX));
        kinds.put("AveragePooling1D", new Pooling(1, PoolingType.AVG));
        kinds.put("AveragePooling2D", new Pooling(2, PoolingType.AVG));
        kinds.put("GlobalMaxPooling1D", new GlobalPooling(1, PoolingType.MAX));
        kinds.put("GlobalMaxPooling2D", new GlobalPooling(2, PoolingType.MAX));
        kinds.put("GlobalAveragePooling1D", new GlobalPooling(1, PoolingType.AVG));
        kinds.put("GlobalAveragePooling2D", new GlobalPooling(2, PoolingType.AVG));
        kinds.put("BatchNormalization", new Normalization());
        kinds.put("Dense", new Dense());
        kinds.put("Flatten", Axes::flatten);
        kinds.put("Reshape", Axes::reshape);
        kinds.put("Permute", Axes::permute);
        kinds.put("ZeroPadding1D", new Edges(1, false));
        kinds.put("ZeroPadding2D", new Edges(2, false));
        kinds.put("Cropping1D", new Edges(1, true));
        kinds.put("Cropping2D", new Edges(2, true));
        kinds.put("Activation", Pointwise::activation);
        kinds.put("ReLU", Rectifiers::relu);
        kinds.put("LeakyReLU", Rectifiers::leaky);
        kinds.put("PReLU", Rectifiers::prelu);
        kinds.put("ELU", Rectifiers::elu);
        kinds.put("ThresholdedReLU", Rectifiers::thresholded);
        kinds.put("Softmax", Rectifiers::softmax);
        kinds.put("LSTM", new Recurrent());
        kinds.put("Bidirectional", new Both());
        kinds.put("TimeDistributed", new Wrapper());
        kinds.put("Add", Merging.of(ElementWiseVertex.Op.Add));
        kinds.put("Subtract", Merging.of(ElementWiseVertex.Op.Subtract));
        kinds.put("Multiply", Merging.of(ElementWiseVertex.Op.Product));
        kinds.put("Average", Merging.of(ElementWiseVertex.Op.Average));
        kinds.put("Maximum", Merging.of(ElementWiseVertex.Op.Max));
        kinds.put("Concatenate", Merging::concatenate);
        kinds.put("Dropout", Pointwise::dropout);
        for (String unchanged : List.of(
                "SpatialDropout1D",
                "SpatialDropout2D",
                "GaussianNoise",
                "GaussianDropout",
                "AlphaDropout",
                "ActivityRegularization")) {
            kinds.put(unchanged, Pointwise::trainingOnly);
        }
        return Map.copyOf(kinds);
    }

    private static Map<String, String> refused() {
        Map<String, String> reasons = new TreeMap<>();
        reasons.put("Masking", "masked steps are not handed on from layer to layer as in Keras");
        reasons.put("Embedding", "it reads numbers of words, not sound");
        reasons.put("GRU", "Deeplearning4j has no GRU, with reset_after or without");
        reasons.put("CuDNNLSTM", "its weights are those of cuDNN; convert it to LSTM in Keras");
        reasons.put("CuDNNGRU", reasons.get("GRU"));
        reasons.put("SimpleRNN", "only LSTM is taken of recurrent layers");
        reasons.put("RNN", "its cell is the author's own");
        reasons.put("ConvLSTM2D", "Deeplearning4j has no such layer");
        reasons.put("Lambda", "code of the author's own is never run");
        reasons.put("TFOpLambda", "an operation outside of a layer");
        reasons.put("SlicingOpLambda", "an operation outside of a layer");
        reasons.put("TensorFlowOpLayer", "an operation outside of a layer");
        reasons.put("LayerNormalization", "Deeplearning4j has no stock layer for it");
        reasons.put("GroupNormalization", reasons.get("LayerNormalization"));
        reasons.put("UnitNormalization", reasons.get("LayerNormalization"));
        reasons.put("MultiHeadAttention", "its inputs and scores differ from Deeplearning4j's attention");
        reasons.put("Attention", reasons.get("MultiHeadAttention"));
        reasons.put("Conv2DTranspose", "upsampling networks are not taken");
        reasons.put("Conv3D", "arrays of four axes beside the batch are not taken");
        return Map.copyOf(reasons);
    }

    static LayerKind of(String kind) {
        return KNOWN.get(kind);
    }

    /** {@return the classes of Keras that are taken, in alphabetical order} */
    public static List<String> taken() {
        return KNOWN.keySet().stream().sorted().toList();
    }

    /** {@return classes of Keras that are refused whatever their options, and why} */
    public static Map<String, String> refusals() {
        return new TreeMap<>(REFUSED);
    }

    /**
     * Refuses a layer by its class alone.
     *
     * @param layer the layer
     * @throws Unsupported if its class is not taken
     */
    public static void check(LayerSpec layer) throws Unsupported {
        if (layer.nested().isPresent() || layer.kind().equals("InputLayer")) {
            return;
        }
        if (layer.custom() || !KNOWN.containsKey(layer.kind())) {
            String reason = layer.custom() ? null : REFUSED.get(layer.kind());
            throw new Unsupported(
                    layer.name(),
                    layer.kind(),
                    reason == null ? "not a layer that is taken; code of the author's own is never run" : reason);
        }
    }

    /**
     * Draws one use of a layer.
     *
     * @param path    where it is
     * @param layer   the layer
     * @param vertex  name for its vertex
     * @param inputs  what it reads
     * @param drawing where to draw
     * @return what it answers
     * @throws IOException if it cannot be had
     */
    public static Tensor draw(LayerPath path, LayerSpec layer, String vertex, List<Tensor> inputs, Drawing drawing)
            throws IOException {
        check(layer);
        return KNOWN.get(layer.kind()).draw(new Call(path, layer.options(), vertex, inputs, drawing, false, List.of()));
    }
}
