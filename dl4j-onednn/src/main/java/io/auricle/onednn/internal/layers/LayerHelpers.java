package io.auricle.onednn.internal.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Gives the layers of a network their oneDNN helpers.
 *
 * <p>Deeplearning4j makes its own helpers when it makes a layer, and by its default makes none. Ours are put in the same
 * fields afterwards; a clone or a restored network has new layers and needs them anew.
 */
public final class LayerHelpers {
    private LayerHelpers() {}

    /**
     * Whether a layer runs on oneDNN, and why, or why not.
     *
     * @param attached whether it has a helper
     * @param reason   one line for a person
     */
    public record Attachment(boolean attached, String reason) {
        private static Attachment yes(String what) {
            return new Attachment(true, what);
        }

        private static Attachment no(String why) {
            return new Attachment(false, why);
        }
    }

    /** Attaches helpers wherever there is one; the result has an entry for each layer by its name. */
    public static Map<String, Attachment> attach(Model network) {
        var attachments = new LinkedHashMap<String, Attachment>();
        String unable = unable(network);
        for (Layer layer : layers(network)) {
            String name = layer.conf().getLayer().getLayerName();
            attachments.put(name, unable == null ? attach(network, name, layer) : Attachment.no(unable));
        }
        return attachments;
    }

    /**
     * What the helpers of a layer did so far.
     *
     * @param answered calls that ran on oneDNN
     * @param declined calls that were left to Deeplearning4j
     */
    public record Calls(long answered, long declined) {
        private Calls plus(Calls other) {
            return new Calls(answered + other.answered, declined + other.declined);
        }
    }

    /** The calls of each layer that has a helper of ours, by its name. */
    public static Map<String, Calls> calls(Model network) {
        var calls = new LinkedHashMap<String, Calls>();
        for (Layer layer : layers(network)) {
            for (Layer inner : innermost(layer)) {
                String name = layer.conf().getLayer().getLayerName();
                for (Helper helper : helpers(inner)) {
                    calls.merge(name, new Calls(helper.answered(), helper.declined()), Calls::plus);
                }
            }
        }
        return calls;
    }

    /** Takes all helpers away again. */
    public static void detach(Model network) {
        for (Layer layer : layers(network)) {
            for (Layer inner : innermost(layer)) {
                if (Fields.helper(inner) instanceof Helper) {
                    Fields.setHelper(inner, null);
                }
                Dropout dropout = dropout(inner);
                if (dropout != null && dropout.getHelper() instanceof Helper) {
                    dropout.setHelper(null);
                }
            }
        }
    }

    private static List<Helper> helpers(Layer layer) {
        var helpers = new ArrayList<Helper>();
        if (Fields.helper(layer) instanceof Helper helper) {
            helpers.add(helper);
        }
        Dropout dropout = dropout(layer);
        if (dropout != null && dropout.getHelper() instanceof Helper helper) {
            helpers.add(helper);
        }
        return helpers;
    }

    private static Layer[] layers(Model network) {
        return network instanceof ComputationGraph graph
                ? graph.getLayers()
                : ((MultiLayerNetwork) network).getLayers();
    }

    private static String unable(Model network) {
        DataType type = network instanceof ComputationGraph graph
                ? graph.getConfiguration().getDataType()
                : ((MultiLayerNetwork) network).getLayerWiseConfigurations().getDataType();
        return type == DataType.FLOAT ? null : "oneDNN's helpers are for FLOAT, the network is " + type;
    }

    private static Attachment attach(Model network, String name, Layer layer) {
        Attachment result = null;
        for (Layer inner : innermost(layer)) {
            result = attachTo(network, name, inner);
            if (attachDropout(name, inner) && !result.attached) {
                result = Attachment.yes("dropout only");
            }
        }
        return result;
    }

    /** Dropout of a layer's input; one by schedule would have to tell its helper the probability, and does not. */
    private static boolean attachDropout(String name, Layer layer) {
        Dropout dropout = dropout(layer);
        if (dropout == null || dropout.getPSchedule() != null) {
            return false;
        }
        dropout.setHelper(new Masking(name, dropout));
        dropout.setInitializedHelper(true);
        return true;
    }

    private static Dropout dropout(Layer layer) {
        IDropout dropout = layer.conf().getLayer().getIDropout();
        return dropout != null && dropout.getClass() == Dropout.class ? (Dropout) dropout : null;
    }

    /** The layers that do the work inside of wrappers. */
    private static Layer[] innermost(Layer layer) {
        if (layer instanceof BidirectionalLayer both) {
            Layer[] forwards = innermost(Fields.inner(both, "fwd"));
            Layer[] backwards = innermost(Fields.inner(both, "bwd"));
            return new Layer[] {forwards[0], backwards[0]};
        }
        if (layer instanceof FrozenLayer frozen) {
            return innermost(frozen.getInsideLayer());
        }
        if (layer instanceof FrozenLayerWithBackprop frozen) {
            return innermost(frozen.getInsideLayer());
        }
        if (layer instanceof BaseWrapperLayer wrapper) {
            return innermost(wrapper.getUnderlying());
        }
        return new Layer[] {layer};
    }

    private static Attachment attachTo(Model network, String name, Layer layer) {
        if (layer.getClass() == ConvolutionLayer.class) {
            return attachTo(name, (ConvolutionLayer) layer);
        }
        if (layer.getClass() == org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer.class
                || layer.getClass() == SubsamplingLayer.class) {
            return attachTo(
                    network, name, (org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer) layer);
        }
        if (layer.getClass() == BatchNormalization.class) {
            return attachTo(name, (BatchNormalization) layer);
        }
        if (layer.getClass() == LSTM.class) {
            return attachTo(network, name, (LSTM) layer);
        }
        return Attachment.no(
                "Deeplearning4j has no helper for " + layer.getClass().getSimpleName());
    }

    private static Attachment attachTo(String name, ConvolutionLayer layer) {
        var conf = (org.deeplearning4j.nn.conf.layers.ConvolutionLayer)
                layer.conf().getLayer();
        if (conf.getWeightNoise() != null) {
            return Attachment.no("with a helper, Deeplearning4j would never draw new weight noise");
        }
        Fields.setHelper(layer, new Convolution(name, conf.hasBias()));
        return Attachment.yes("convolution");
    }

    private static Attachment attachTo(
            Model network, String name, org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer layer) {
        var conf = (org.deeplearning4j.nn.conf.layers.SubsamplingLayer)
                layer.conf().getLayer();
        var type = conf.getPoolingType();
        if (type != PoolingType.MAX && type != PoolingType.AVG) {
            return Attachment.no("oneDNN pools by maximum or average, not by " + type);
        }
        var helper = new Pooling(name, conf.isAvgPoolIncludePadInDivisor());
        Fields.setHelper(layer, helper);
        return replace(network, layer, new SubsamplingLayer(layer, helper))
                ? Attachment.yes("pooling")
                : Attachment.yes("the backward pass of pooling only: the layer is inside of another");
    }

    private static Attachment attachTo(String name, BatchNormalization layer) {
        var conf = (org.deeplearning4j.nn.conf.layers.BatchNormalization)
                layer.conf().getLayer();
        if (conf.isLockGammaBeta() && (conf.getGamma() != 1 || conf.getBeta() != 0)) {
            return Attachment.no("a locked scale other than one, or shift other than zero");
        }
        Fields.setHelper(layer, new BatchNorm(name, !conf.isLockGammaBeta()));
        return Attachment.yes("batch normalisation");
    }

    private static Attachment attachTo(Model network, String name, LSTM layer) {
        var conf = (org.deeplearning4j.nn.conf.layers.LSTM) layer.conf().getLayer();
        if (!(conf.getGateActivationFn() instanceof ActivationSigmoid)) {
            return Attachment.no("oneDNN's LSTM has sigmoid gates, not " + conf.getGateActivationFn());
        }
        if (!(conf.getActivationFn() instanceof ActivationTanH)) {
            return Attachment.no("the helper's LSTM has tanh, not " + conf.getActivationFn());
        }
        if (cutsGradientsShort(network)) {
            return Attachment.no("truncated back-propagation goes less far back than a piece is long");
        }
        Fields.setHelper(layer, new Lstm(name));
        return Attachment.yes("LSTM");
    }

    /** Puts a layer without parameters in another's place; false if the network does not hold that one itself. */
    private static boolean replace(Model network, Layer old, Layer by) {
        Layer[] layers = layers(network);
        for (int i = 0; i < layers.length; i++) {
            if (layers[i] == old) {
                layers[i] = by;
                if (network instanceof ComputationGraph graph) {
                    ((LayerVertex) graph.getVertex(old.conf().getLayer().getLayerName())).setLayer(by);
                }
                return true;
            }
        }
        return false;
    }

    private static boolean cutsGradientsShort(Model network) {
        if (network instanceof ComputationGraph graph) {
            var conf = graph.getConfiguration();
            return conf.getBackpropType() == BackpropType.TruncatedBPTT
                    && conf.getTbpttBackLength() < conf.getTbpttFwdLength();
        }
        var conf = ((MultiLayerNetwork) network).getLayerWiseConfigurations();
        return conf.getBackpropType() == BackpropType.TruncatedBPTT
                && conf.getTbpttBackLength() < conf.getTbpttFwdLength();
    }
}
