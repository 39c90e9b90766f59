package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.Pass.Recurrence;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A layer, vertex or preprocessor without a lowering: DL4J's own code runs in its place, over copies of its inputs.
 * The shape of its result is found by asking it once.
 */
final class StockOp extends Op {
    /** DL4J's own code, forward and back; the way back may answer null for an input. */
    private interface Body {
        INDArray forward(INDArray[] inputs, boolean training);

        /** The same without a trace, to learn the shape of the result. */
        default INDArray probe(INDArray[] inputs) {
            return forward(inputs, false);
        }

        INDArray[] backward(INDArray diff);
    }

    private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

    private final Body body;
    private final boolean trained;
    private final boolean barrier;
    private List<Value> plainInputs;

    private StockOp(String vertex, Body body, boolean trained, boolean barrier, Op... inputs) {
        super(vertex, inputs);
        this.body = body;
        this.trained = trained;
        this.barrier = barrier;
    }

    /** A layer as DL4J runs it; frozen ones let no gradient through, as in DL4J. */
    static StockOp of(String name, Layer layer, Recurrence recurrence, Op input) {
        Unsupported.unless(
                !(layer instanceof IOutputLayer),
                name,
                "layer " + layer.getClass().getSimpleName());
        return new StockOp(
                name, new LayerBody(layer, recurrence), layer.numParams() > 0, layer instanceof FrozenLayer, input);
    }

    /** A vertex without parameters as DL4J runs it. */
    static StockOp of(String name, GraphVertex vertex, Op... inputs) {
        Unsupported.unless(
                !(vertex instanceof FrozenVertex) && vertex.paramTable(false).isEmpty(),
                name,
                "vertex " + vertex.getClass().getSimpleName());
        return new StockOp(name, new VertexBody(vertex), false, false, inputs);
    }

    /** A preprocessor as DL4J runs it. */
    static StockOp of(String name, InputPreProcessor pre, int batch, Op input) {
        return new StockOp(name, new PreProcessorBody(pre, batch), false, false, input);
    }

    @Override
    boolean needsGradient() {
        return !barrier && (trained || super.needsGradient());
    }

    @Override
    Value forward(Context c) {
        ProgramBuilder b = c.builder();
        plainInputs = new ArrayList<>();
        for (Op in : inputs) {
            plainInputs.add(b.in(in.out(), MemoryDesc.rowMajor(in.out().dims())));
        }
        Value y = b.arena(MemoryDesc.rowMajor(probe()));
        var touched = new ArrayList<>(plainInputs);
        touched.add(y);
        boolean training = c.training();
        b.java(
                vertex + " as stock",
                stream -> outsideWorkspaces(() -> store(body.forward(load(), training), y)),
                touched.toArray(Value[]::new));
        return y;
    }

    private long[] probe() {
        long[][] shape = new long[1][];
        outsideWorkspaces(() -> {
            INDArray[] zeros = plainInputs.stream()
                    .map(v -> Nd4j.zeros(DataType.FLOAT, v.dims()))
                    .toArray(INDArray[]::new);
            try {
                shape[0] = body.probe(zeros).shape();
            } catch (RuntimeException e) {
                throw new Unsupported(vertex, "an input that stock code refuses: " + e.getMessage());
            }
        });
        return shape[0];
    }

    @Override
    void backward(Context c, Value diff) {
        ProgramBuilder b = c.builder();
        Value plain = b.in(diff, out().desc());
        List<Value> diffs = plainInputs.stream().map(v -> b.arena(v.desc())).toList();
        var touched = new ArrayList<>(plainInputs);
        touched.add(plain);
        touched.addAll(diffs);
        b.java(
                vertex + " as stock, backward",
                stream -> outsideWorkspaces(() -> {
                    INDArray[] answers = body.backward(array(plain));
                    for (int i = 0; i < diffs.size(); i++) {
                        store(answers[i], diffs.get(i));
                    }
                }),
                touched.toArray(Value[]::new));
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).needsGradient()) {
                inputs.get(i).addGradient(c, diffs.get(i));
            }
        }
    }

    private INDArray[] load() {
        return plainInputs.stream().map(StockOp::array).toArray(INDArray[]::new);
    }

    private static INDArray array(Value value) {
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, value.dims(), 'c');
        Floats.copy(value.address(), Parameters.address(array), value.desc().size());
        return array;
    }

    private static void store(INDArray array, Value value) {
        if (array == null) {
            Floats.clear(value.address(), value.desc().size());
        } else {
            INDArray plain = Plan.plain(array);
            Floats.copy(Parameters.address(plain), value.address(), value.desc().size());
        }
    }

    private static void outsideWorkspaces(Runnable work) {
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            work.run();
        } finally {
            outside.close();
        }
    }

    private record LayerBody(Layer layer, Recurrence recurrence) implements Body {
        @Override
        public INDArray forward(INDArray[] inputs, boolean training) {
            layer.setInputMiniBatchSize((int) inputs[0].size(0));
            if (recurrence == Recurrence.WHOLE || !(layer instanceof RecurrentLayer recurrent)) {
                return activate(inputs[0], training);
            }
            return recurrence == Recurrence.TIME_STEPS
                    ? recurrent.rnnTimeStep(sequence(inputs[0]), NO_WORKSPACES)
                    : recurrent.rnnActivateUsingStoredState(inputs[0], training, true, NO_WORKSPACES);
        }

        @Override
        public INDArray probe(INDArray[] inputs) {
            layer.setInputMiniBatchSize((int) inputs[0].size(0));
            return activate(recurrence == Recurrence.TIME_STEPS ? sequence(inputs[0]) : inputs[0], false);
        }

        private INDArray activate(INDArray input, boolean training) {
            layer.setInput(input, NO_WORKSPACES);
            return layer.activate(training, NO_WORKSPACES);
        }

        /** Rows count as sequences of one step. */
        private INDArray sequence(INDArray input) {
            boolean row = layer instanceof RecurrentLayer && input.rank() == 2;
            return row ? input.reshape(input.size(0), input.size(1), 1) : input;
        }

        @Override
        public INDArray[] backward(INDArray diff) {
            return new INDArray[] {layer.backpropGradient(diff, NO_WORKSPACES).getSecond()};
        }
    }

    private record VertexBody(GraphVertex vertex) implements Body {
        @Override
        public INDArray forward(INDArray[] inputs, boolean training) {
            for (int i = 0; i < inputs.length; i++) {
                vertex.setInput(i, inputs[i], NO_WORKSPACES);
            }
            return vertex.doForward(training, NO_WORKSPACES);
        }

        @Override
        public INDArray[] backward(INDArray diff) {
            vertex.setEpsilon(diff);
            return vertex.doBackward(false, NO_WORKSPACES).getSecond();
        }
    }

    private record PreProcessorBody(InputPreProcessor pre, int batch) implements Body {
        @Override
        public INDArray forward(INDArray[] inputs, boolean training) {
            return pre.preProcess(inputs[0], batch, NO_WORKSPACES);
        }

        @Override
        public INDArray[] backward(INDArray diff) {
            return new INDArray[] {pre.backprop(diff, batch, NO_WORKSPACES)};
        }
    }
}
