package io.auricle.onnx.internal;

import io.auricle.onnx.internal.LayerExport.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;

/** Every kind of layer that can be exported. */
public final class Exporters {
    private static final Map<Class<?>, LayerExport> LAYERS = Map.ofEntries(
            Map.entry(ConvolutionLayer.class, ConvolutionExport::whole),
            Map.entry(Convolution2D.class, ConvolutionExport::whole),
            Map.entry(DepthwiseConvolution2D.class, ConvolutionExport::depthwise),
            Map.entry(SeparableConvolution2D.class, ConvolutionExport::separable),
            Map.entry(SubsamplingLayer.class, PoolingExport::windows),
            Map.entry(GlobalPoolingLayer.class, PoolingExport::global),
            Map.entry(BatchNormalization.class, DenseExport::normalization),
            Map.entry(DenseLayer.class, DenseExport::dense),
            Map.entry(OutputLayer.class, DenseExport::dense),
            Map.entry(PReLULayer.class, DenseExport::prelu),
            Map.entry(LSTM.class, RecurrentExport::lstm),
            Map.entry(Bidirectional.class, RecurrentExport::bidirectional),
            Map.entry(LastTimeStep.class, RecurrentExport::lastStep),
            Map.entry(RnnOutputLayer.class, RecurrentExport::output),
            Map.entry(ZeroPaddingLayer.class, EdgeExport::padding),
            Map.entry(Cropping2D.class, EdgeExport::cropping),
            Map.entry(ActivationLayer.class, Exporters::activation),
            Map.entry(LossLayer.class, Exporters::loss),
            Map.entry(DropoutLayer.class, Node::input));

    private Exporters() {}

    private static Value activation(Node node) {
        return ActivationExport.apply(node, ((ActivationLayer) node.conf()).getActivationFn(), node.input());
    }

    private static Value loss(Node node) {
        return ActivationExport.apply(node, ((LossLayer) node.conf()).getActivationFn(), node.input());
    }

    static Value layer(Node node) {
        LayerExport known = LAYERS.get(node.conf().getClass());
        if (known == null) {
            throw new NoOperatorException(
                    node.name(), "layer " + node.conf().getClass().getSimpleName());
        }
        return known.export(node);
    }

    /** {@return the names of the layers and vertices that can be exported, in alphabetical order} */
    public static List<String> taken() {
        Map<String, String> names = new TreeMap<>();
        Stream.concat(LAYERS.keySet().stream(), Vertices.taken().stream())
                .forEach(type -> names.put(type.getSimpleName(), ""));
        return List.copyOf(names.keySet());
    }
}
