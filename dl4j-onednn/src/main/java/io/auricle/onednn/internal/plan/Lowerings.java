package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;

/**
 * All that plans run on oneDNN: one entry for each kind of layer, vertex and preprocessor. A new one is a class with a
 * {@link Rule} and an entry here.
 */
final class Lowerings {
    private enum Mask {
        /** DL4J's layer multiplies by its mask or otherwise looks at it, so that masked passes leave it to DL4J. */
        READ,
        /** DL4J's layer pays no attention to its mask. */
        IGNORED
    }

    private record Known<C>(Class<C> kind, Mask mask, Rule<C> rule) {}

    private static final Map<Class<?>, Known<?>> ALL = Stream.<Known<?>>of(
                    known(ConvolutionLayer.class, Mask.IGNORED, ConvolutionOp::lower),
                    known(DepthwiseConvolution2D.class, Mask.IGNORED, GroupedRule::depthwise),
                    known(SeparableConvolution2D.class, Mask.IGNORED, GroupedRule::separable),
                    known(SubsamplingLayer.class, Mask.IGNORED, PoolingOp::lower),
                    known(BatchNormalization.class, Mask.IGNORED, BatchNormOp::lower),
                    known(ActivationLayer.class, Mask.IGNORED, ActivationOp::lower),
                    known(DropoutLayer.class, Mask.READ, DropoutOp::lower),
                    known(DenseLayer.class, Mask.READ, DenseOp::lower),
                    known(LSTM.class, Mask.READ, LstmRule::lower),
                    known(Bidirectional.class, Mask.READ, LstmRule::bothWays),
                    known(LastTimeStepLayer.class, Mask.READ, LastStepOp::lowerWrapper),
                    known(GlobalPoolingLayer.class, Mask.READ, GlobalPoolingOp::lower),
                    known(OutputLayer.class, Mask.READ, OutputRule::lower),
                    known(RnnOutputLayer.class, Mask.READ, OutputRule::lower),
                    known(ReshapeVertex.class, Mask.IGNORED, ReshapeOp::lower),
                    known(MergeVertex.class, Mask.IGNORED, MergeOp::lower),
                    known(ElementWiseVertex.class, Mask.IGNORED, CombineOp::lower),
                    known(LastTimeStepVertex.class, Mask.READ, LastStepOp::lower),
                    known(
                            PreprocessorVertex.class,
                            Mask.IGNORED,
                            site -> lower(site.with(site.conf().getPreProcessor()))),
                    known(CnnToFeedForwardPreProcessor.class, Mask.IGNORED, ReshapeOp::lowerFlattening),
                    known(FeedForwardToCnnPreProcessor.class, Mask.IGNORED, ReshapeOp::lowerImages),
                    known(FeedForwardToRnnPreProcessor.class, Mask.IGNORED, TimeStepsOp::lowerSequences),
                    known(RnnToFeedForwardPreProcessor.class, Mask.IGNORED, TimeStepsOp::lowerRows))
            .collect(Collectors.toUnmodifiableMap(Known::kind, Function.identity()));

    private Lowerings() {}

    private static <C> Known<C> known(Class<C> kind, Mask mask, Rule<C> rule) {
        return new Known<>(kind, mask, rule);
    }

    /** Kinds of layers, vertices and preprocessors that have an entry, wrappers by the class of DL4J's implementation. */
    static boolean has(Class<?> kind) {
        return ALL.containsKey(kind);
    }

    /** Whether DL4J's code for a vertex looks at a mask. */
    static boolean readsMask(Vertex v) {
        Known<?> known = ALL.get(subject(v).getClass());
        return known == null || known.mask == Mask.READ;
    }

    /** The operations of a layer or vertex behind its preprocessor; throws where there is no rule or it has no answer. */
    static Op lower(Lowering plan, Vertex v, List<Op> inputs) {
        return lower(new Site<>(plan, v, subject(v), v.layer(), inputs));
    }

    /** The operations of a configuration found inside another. */
    static Op lower(Site<?> site) {
        Known<?> known = ALL.get(site.conf().getClass());
        site.unless(known != null, describe(site.conf()));
        return apply(known, site);
    }

    private static String describe(Object conf) {
        String kind = conf instanceof InputPreProcessor
                ? "preprocessor "
                : conf instanceof GraphVertex ? "vertex " : "layer ";
        return kind + conf.getClass().getSimpleName();
    }

    private static <C> Op apply(Known<C> known, Site<?> site) {
        return known.rule.lower(site.with(known.kind.cast(site.conf())));
    }

    /** What a vertex is found by: a wrapper hides its own configuration behind that of the layer inside. */
    private static Object subject(Vertex v) {
        return v.layer() == null ? v.vertex() : subject(v.layer());
    }

    static Object subject(Layer layer) {
        return layer instanceof BaseWrapperLayer || layer instanceof FrozenLayer
                ? layer
                : layer.conf().getLayer();
    }
}
