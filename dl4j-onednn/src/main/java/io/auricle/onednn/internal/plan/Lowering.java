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
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;

/** Turns DL4J's layers and vertices into operations; says which it does not know. */
public final class Lowering {
    private final List<Value> inputs;
    private final List<Value> labels;
    private final long batch;
    private final List<Op> ops = new ArrayList<>();
    private final List<Op> ofVertex = new ArrayList<>();
    private final List<LossOp> losses = new ArrayList<>();
    private final List<Op> outputs = new ArrayList<>();
    private final Map<String, String> stock = new LinkedHashMap<>();
    private final LayerLowering layers = new LayerLowering(this);

    /** Without labels the network ends in its outputs, with labels in its losses. */
    Lowering(List<Value> inputs, List<Value> labels) {
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

    List<Value> labels() {
        return labels;
    }

    long batch() {
        return batch;
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
        List<Value> some = Collections.nCopies(network.vertices().size(), nothing);
        for (List<Value> labels : List.of(some, List.<Value>of())) {
            var lowering = new Lowering(some, labels);
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

    <T extends Op> T add(T op) {
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
            return add(new LastStepOp(v.name(), layers.lower(v, in, wrapper.getUnderlying())));
        }
        return layers.lower(v, in, v.layer());
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
}
