package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Turns DL4J's layers and vertices into operations; says which it does not know. */
public final class Lowering {
    private final boolean training;
    private final List<Value> inputs;
    private final List<Value> labels;
    private final long batch;
    private final List<Op> ops = new ArrayList<>();
    private final List<Op> ofVertex = new ArrayList<>();
    private final List<LossOp> losses = new ArrayList<>();
    private final List<Op> outputs = new ArrayList<>();
    private final Map<String, String> stock = new LinkedHashMap<>();

    /** Labels are empty for inference. */
    Lowering(boolean training, List<Value> inputs, List<Value> labels) {
        this.training = training;
        this.inputs = inputs;
        this.labels = labels;
        this.batch = inputs.get(0).dims()[0];
    }

    List<Op> ops() {
        return ops;
    }

    List<LossOp> losses() {
        return losses;
    }

    List<Op> outputs() {
        return outputs;
    }

    /** Lowers a whole network, or throws what it does not know. */
    Lowering lower(Network network) {
        for (Vertex v : network.vertices()) {
            Op op = v.input() >= 0 ? add(new InputOp(v.name(), inputs.get(v.input()))) : lower(v);
            ofVertex.add(op);
            if (v.output() >= 0) {
                outputs.add(op);
                op.observe();
            }
        }
        return this;
    }

    /**
     * What plans do not know of a network, whatever the shapes.
     *
     * @param refused vertices that keep the network from having a plan, each with the reason
     * @param stock   vertices that DL4J's own code does in the midst of a plan, each with the reason
     */
    public record Unknown(Map<String, String> refused, Map<String, String> stock) {}

    /** Goes through a network without compiling it. */
    public static Unknown unknown(Network network) {
        var refused = new LinkedHashMap<String, String>();
        var stock = new LinkedHashMap<String, String>();
        Value nothing = ProgramBuilder.external(new Base("nothing"), 0, MemoryDesc.rowMajor(1));
        for (boolean training : new boolean[] {true, false}) {
            var lowering = new Lowering(
                    training,
                    Collections.nCopies(network.vertices().size(), nothing),
                    Collections.nCopies(network.vertices().size(), nothing));
            for (Vertex v : network.vertices()) {
                try {
                    lowering.ofVertex.add(v.input() >= 0 ? new InputOp(v.name(), nothing) : lowering.lower(v));
                } catch (Unsupported e) {
                    refused.put(v.name(), e.getMessage());
                    lowering.ofVertex.add(new InputOp(v.name(), nothing));
                }
            }
            stock.putAll(lowering.stock);
        }
        return new Unknown(refused, stock);
    }

    private <T extends Op> T add(T op) {
        ops.add(op);
        return op;
    }

    /** By oneDNN where that is known, else by DL4J's own code in the midst of the plan. */
    private Op lower(Vertex v) {
        Op in = ofVertex.get(v.inputs().get(0));
        if (v.layer() == null) {
            return attempt(v.name(), () -> lowerVertex(v, in), () -> StockOp.of(v.name(), v.runtime(), operands(v)));
        }
        Op x = v.preProcessor() == null
                ? in
                : attempt(
                        v.name(),
                        () -> preProcess(v.name(), v.preProcessor(), in),
                        () -> StockOp.of(v.name(), v.preProcessor(), Math.toIntExact(batch), in));
        return attempt(v.name(), () -> lowerWrapped(v, x), () -> StockOp.of(v.name(), v.layer(), x));
    }

    private Op attempt(String name, Supplier<Op> known, Supplier<Op> otherwise) {
        int before = ops.size();
        try {
            return known.get();
        } catch (Unsupported e) {
            for (int i = ops.size() - 1; i >= before; i--) {
                ops.remove(i).discard();
            }
            Op op = add(otherwise.get());
            stock.put(name, e.getMessage());
            return op;
        }
    }

    private Op lowerWrapped(Vertex v, Op in) {
        if (v.layer() instanceof LastTimeStepLayer wrapper) {
            return add(new LastStepOp(v.name(), lowerLayer(v, in, wrapper.getUnderlying())));
        }
        return lowerLayer(v, in, v.layer());
    }

    private Op lowerVertex(Vertex v, Op in) {
        if (v.vertex() instanceof ReshapeVertex reshape) {
            Unsupported.unless(
                    reshape.getReshapeOrder() == 'c', v.name(), "a reshape in order " + reshape.getReshapeOrder());
            long[] wanted = Arrays.stream(reshape.getNewShape()).asLongStream().toArray();
            return add(new ReshapeOp(v.name(), in, old -> wanted));
        }
        if (v.vertex() instanceof MergeVertex merge) {
            Unsupported.unless(merge.getMergeAxis() == 1, v.name(), "a merge along dimension " + merge.getMergeAxis());
            return add(new MergeOp(v.name(), operands(v)));
        }
        if (v.vertex() instanceof ElementWiseVertex elementWise) {
            return switch (elementWise.getOp()) {
                case Add -> add(new CombineOp(v.name(), CombineOp.Kind.SUM, operands(v)));
                case Average -> add(new CombineOp(v.name(), CombineOp.Kind.MEAN, operands(v)));
                case Product -> add(new CombineOp(v.name(), CombineOp.Kind.PRODUCT, operands(v)));
                default -> throw new Unsupported(v.name(), "elementwise " + elementWise.getOp());
            };
        }
        if (v.vertex() instanceof PreprocessorVertex pre) {
            return preProcess(v.name(), pre.getPreProcessor(), in);
        }
        Unsupported.unless(v.vertex() instanceof LastTimeStepVertex, v.name(), "vertex " + v.kind());
        return add(new LastStepOp(v.name(), in));
    }

    private Op[] operands(Vertex v) {
        return v.inputs().stream().map(ofVertex::get).toArray(Op[]::new);
    }

    private Op preProcess(String name, InputPreProcessor pre, Op in) {
        if (pre instanceof CnnToFeedForwardPreProcessor) {
            return add(new ReshapeOp(name, in, old -> new long[] {old[0], -1}));
        }
        if (pre instanceof FeedForwardToCnnPreProcessor cnn) {
            return add(new ReshapeOp(
                    name,
                    in,
                    old -> old.length == 4
                            ? old
                            : new long[] {old[0], cnn.getNumChannels(), cnn.getInputHeight(), cnn.getInputWidth()}));
        }
        if (pre instanceof FeedForwardToRnnPreProcessor rnn) {
            Unsupported.unless(rnn.getRnnDataFormat() == RNNFormat.NCW, name, "sequences with time before channels");
            return add(new TimeStepsOp(name, in, false, batch));
        }
        Unsupported.unless(
                pre instanceof RnnToFeedForwardPreProcessor,
                name,
                "preprocessor " + pre.getClass().getSimpleName());
        Unsupported.unless(
                ((RnnToFeedForwardPreProcessor) pre).getRnnDataFormat() == RNNFormat.NCW,
                name,
                "sequences with time before channels");
        return add(new TimeStepsOp(name, in, true, batch));
    }

    private Op lowerLayer(Vertex v, Op in, org.deeplearning4j.nn.api.Layer layer) {
        String name = v.name();
        if (layer instanceof BidirectionalLayer both) {
            return bidirectional(name, in, both);
        }
        Unsupported.unless(
                !(layer instanceof BaseWrapperLayer) && !(layer instanceof FrozenLayer),
                name,
                "layer " + layer.getClass().getSimpleName());
        Layer conf = layer.conf().getLayer();
        checkNoise(name, conf);
        if (conf.getClass() == ConvolutionLayer.class) {
            var convolution = (ConvolutionLayer) conf;
            Op op = add(new ConvolutionOp(name, dropout(name, in, conf), layer, convolution));
            return activation(name, op, convolution.getActivationFn());
        }
        if (conf.getClass() == SubsamplingLayer.class) {
            return add(new PoolingOp(name, in, (SubsamplingLayer) conf));
        }
        if (conf.getClass() == BatchNormalization.class) {
            return add(new BatchNormOp(name, in, layer, (BatchNormalization) conf));
        }
        if (conf.getClass() == ActivationLayer.class) {
            return activation(name, in, ((ActivationLayer) conf).getActivationFn());
        }
        if (conf.getClass() == DropoutLayer.class) {
            return dropout(name, in, conf);
        }
        if (conf.getClass() == DenseLayer.class) {
            var dense = (DenseLayer) conf;
            Unsupported.unless(!dense.hasLayerNorm(), name, "layer normalisation");
            Op op = add(new DenseOp(name, dropout(name, in, conf), layer, dense.hasBias()));
            return activation(name, op, dense.getActivationFn());
        }
        if (conf.getClass() == LSTM.class) {
            return lstm(name, in, layer, (LSTM) conf, true, "");
        }
        if (conf.getClass() == GlobalPoolingLayer.class) {
            return add(new GlobalPoolingOp(name, in, (GlobalPoolingLayer) conf));
        }
        return output(v, in, conf);
    }

    private Op lstm(
            String name, Op in, org.deeplearning4j.nn.api.Layer layer, LSTM conf, boolean forwards, String prefix) {
        Unsupported.unless(conf.getRnnDataFormat() == RNNFormat.NCW, name, "sequences with time before channels");
        Unsupported.unless(
                conf.getGateActivationFn() instanceof ActivationSigmoid, name, "LSTM with gates other than sigmoid");
        checkNoise(name, conf);
        Op x = dropout(name, in, conf);
        if (conf.getActivationFn() instanceof ActivationTanH) {
            return add(new LstmOp(name, x, layer, forwards, prefix));
        }
        return add(new StepwiseLstmOp(name, x, layer, Eltwise.of(name, conf.getActivationFn()), forwards, prefix));
    }

    private Op bidirectional(String name, Op in, BidirectionalLayer layer) {
        var conf = (Bidirectional) layer.conf().getLayer();
        Unsupported.unless(
                conf.getFwd().getClass() == LSTM.class && conf.getBwd().getClass() == LSTM.class,
                name,
                "Bidirectional around " + conf.getFwd().getClass().getSimpleName());
        Op forwards = lstm(name, in, layer, (LSTM) conf.getFwd(), true, "f");
        Op backwards = lstm(name, in, layer, (LSTM) conf.getBwd(), false, "b");
        return switch (conf.getMode()) {
            case CONCAT -> add(new MergeOp(name, forwards, backwards));
            case ADD -> add(new CombineOp(name, CombineOp.Kind.SUM, forwards, backwards));
            case AVERAGE -> add(new CombineOp(name, CombineOp.Kind.MEAN, forwards, backwards));
            case MUL -> add(new CombineOp(name, CombineOp.Kind.PRODUCT, forwards, backwards));
        };
    }

    private static void checkNoise(String name, Layer conf) {
        Unsupported.unless(!(conf instanceof BaseLayer base) || base.getWeightNoise() == null, name, "weight noise");
    }

    private Op output(Vertex v, Op in, Layer conf) {
        Unsupported.unless(
                conf.getClass() == OutputLayer.class || conf.getClass() == RnnOutputLayer.class,
                v.name(),
                "layer " + conf.getClass().getSimpleName());
        Unsupported.unless(v.output() >= 0, v.name(), "an output layer inside the network");
        var out = (BaseOutputLayer) conf;
        boolean sequences = conf.getClass() == RnnOutputLayer.class;
        Op rows = dropout(v.name(), in, conf);
        if (sequences) {
            Unsupported.unless(
                    ((RnnOutputLayer) conf).getRnnDataFormat() == RNNFormat.NCW,
                    v.name(),
                    "sequences with time before channels");
            rows = add(new TimeStepsOp(v.name(), rows, true, batch));
        }
        Op dense = add(new DenseOp(v.name(), rows, v.layer(), out.hasBias()));
        if (training) {
            losses.add(add(new LossOp(v.name(), dense, out, out.getActivationFn(), labels.get(v.output()))));
            return dense;
        }
        Op result = out.getActivationFn() instanceof ActivationSoftmax
                ? add(new SoftmaxOp(v.name(), dense))
                : activation(v.name(), dense, out.getActivationFn());
        return sequences ? add(new TimeStepsOp(v.name(), result, false, batch)) : result;
    }

    private Op dropout(String name, Op in, Layer conf) {
        return conf.getIDropout() == null ? in : add(new DropoutOp(name, in, conf.getIDropout(), ops.size()));
    }

    private Op activation(String name, Op in, IActivation activation) {
        Eltwise function = Eltwise.of(name, activation);
        return function == null ? in : add(new ActivationOp(name, in, function));
    }
}
