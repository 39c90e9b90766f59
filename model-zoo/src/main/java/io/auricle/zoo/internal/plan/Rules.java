package io.auricle.zoo.internal.plan;

import static java.util.Map.entry;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one list of what a model file's network may be made of: each kind of layer, vertex and preprocessor with its rule. */
final class Rules {
    private static final String CONF = KnownClasses.CONF;
    private static final String LAYER_VERTEX = CONF + "graph.LayerVertex";

    private static final Map<String, LayerRule> LAYERS = under(
            KnownClasses.LAYER,
            Map.ofEntries(
                    entry("ConvolutionLayer", new ConvolutionRule()),
                    entry("DepthwiseConvolution2D", new DepthwiseConvolutionRule()),
                    entry("SeparableConvolution2D", new SeparableConvolutionRule()),
                    entry("Convolution1DLayer", new Convolution1dRule()),
                    entry("SubsamplingLayer", new SubsamplingRule()),
                    entry("Subsampling1DLayer", new Subsampling1dRule()),
                    entry("ZeroPaddingLayer", new ZeroPaddingRule()),
                    entry("ZeroPadding1DLayer", new ZeroPadding1dRule()),
                    entry("convolutional.Cropping2D", new CroppingRule()),
                    entry("convolutional.Cropping1D", new Cropping1dRule()),
                    entry("Upsampling2D", new Upsampling2dRule()),
                    entry("BatchNormalization", new BatchNormalizationRule()),
                    entry("ActivationLayer", new SameShapeRule()),
                    entry("DropoutLayer", new SameShapeRule()),
                    entry("PReLULayer", new PReLURule()),
                    entry("DenseLayer", new DenseRule()),
                    entry("LSTM", new LstmRule()),
                    entry("recurrent.SimpleRnn", new SimpleRnnRule()),
                    entry("recurrent.Bidirectional", new BidirectionalRule()),
                    entry("recurrent.LastTimeStep", new LastTimeStepRule()),
                    entry("recurrent.TimeDistributed", new TimeDistributedRule()),
                    entry("GlobalPoolingLayer", new GlobalPoolingRule()),
                    entry("OutputLayer", new OutputRule()),
                    entry("LossLayer", new LossRule())));

    private static final Map<String, VertexRule> VERTICES = under(
            CONF + "graph.",
            Map.ofEntries(
                    entry("MergeVertex", new MergeRule()),
                    entry("ElementWiseVertex", new ElementWiseRule()),
                    entry("ReshapeVertex", new ReshapeRule()),
                    entry("ScaleVertex", new ScaleRule()),
                    entry("ShiftVertex", new ShiftRule()),
                    entry("SubsetVertex", new SubsetRule()),
                    entry("StackVertex", new StackRule()),
                    entry("UnstackVertex", new UnstackRule()),
                    entry("L2NormalizeVertex", new L2NormalizeRule()),
                    entry("PreprocessorVertex", new PreprocessorVertexRule()),
                    entry("rnn.LastTimeStepVertex", new LastStepRule()),
                    entry("rnn.ReverseTimeSeriesVertex", new ReverseRule()),
                    entry("rnn.DuplicateToTimeSeriesVertex", new DuplicateRule())));

    private static final Map<String, PreprocessorRule> PREPROCESSORS = under(
            CONF + "preprocessor.",
            Map.of(
                    "CnnToFeedForwardPreProcessor", new CnnToFeedForwardRule(),
                    "FeedForwardToCnnPreProcessor", new FeedForwardToCnnRule(),
                    "CnnToRnnPreProcessor", new CnnToRnnRule(),
                    "RnnToCnnPreProcessor", new RnnToCnnRule(),
                    "FeedForwardToRnnPreProcessor", new FeedForwardToRnnRule(),
                    "RnnToFeedForwardPreProcessor", new RnnToFeedForwardRule(),
                    "ComposableInputPreProcessor", new ComposableRule()));

    private static final Set<String> KINDS =
            Stream.concat(VERTICES.keySet().stream(), Stream.of(LAYER_VERTEX)).collect(Collectors.toUnmodifiableSet());

    private Rules() {}

    private static <R> Map<String, R> under(String prefix, Map<String, R> rules) {
        return rules.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> prefix + e.getKey(), Map.Entry::getValue));
    }

    static boolean isLayer(JsonReader vertex) throws Refusal {
        return vertex.text(KnownClasses.KEY, KINDS).equals(LAYER_VERTEX);
    }

    static LayerRule.Result layer(JsonReader layer, Shape in) throws Refusal {
        KnownClasses.check(layer.entry(), layer.place(), layer.json(), LAYERS.keySet());
        return LAYERS.get(layer.json().get(KnownClasses.KEY).textValue()).apply(layer, in);
    }

    static Shape vertex(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        return VERTICES.get(vertex.text(KnownClasses.KEY, VERTICES.keySet())).apply(vertex, in, inputs);
    }

    static Shape preprocess(JsonReader preprocessor, Shape in) throws Refusal {
        KnownClasses.check(preprocessor.entry(), preprocessor.place(), preprocessor.json(), PREPROCESSORS.keySet());
        return PREPROCESSORS
                .get(preprocessor.json().get(KnownClasses.KEY).textValue())
                .apply(preprocessor, in);
    }
}
