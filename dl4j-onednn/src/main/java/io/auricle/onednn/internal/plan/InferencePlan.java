package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forward of a whole network at test time for one shape of input. */
public final class InferencePlan extends Plan {
    private final Parameters parameters;
    private final List<Base> outputBases = new ArrayList<>();
    private final List<long[]> outputShapes = new ArrayList<>();
    private final Program program;
    private long preparedFor;
    private boolean prepared;

    private InferencePlan(Network network, INDArray values, long[][] inputs) {
        parameters = new Parameters(values, null);
        var inputValues = new ArrayList<Value>();
        for (long[] shape : inputs) {
            inputValues.add(declare("input", shape));
        }
        var lowering = new Lowering(false, inputValues, List.of()).lower(network);
        var context = new Context(new ProgramBuilder(parameters.values), false, parameters, null);
        lowering.ops().forEach(op -> op.fuse(false));
        lowering.ops().forEach(op -> op.compileForward(context));
        for (Op op : lowering.outputs()) {
            var base = new Base("output");
            long[] shape = op.out().dims();
            outputBases.add(base);
            outputShapes.add(shape);
            context.builder().reorder("output", op.out(), ProgramBuilder.external(base, 0, MemoryDesc.rowMajor(shape)));
        }
        program = context.builder().build();
    }

    /** Compiles a network, or throws {@link Unsupported} for what it does not know. */
    public static InferencePlan compile(Network network, INDArray values, long[][] inputs) {
        return new InferencePlan(network, values, inputs);
    }

    /** Whether the network still has the parameters that this was compiled for. */
    public boolean fits(INDArray values) {
        return parameters.sameArrays(values, null);
    }

    /** The network's outputs, in new arrays outside any workspace unless one is open. */
    public INDArray[] run(Arena arena, INDArray[] inputs) {
        var outputs = new INDArray[outputBases.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Nd4j.createUninitialized(DataType.FLOAT, outputShapes.get(i), 'c');
            outputBases.get(i).moveTo(Parameters.address(outputs[i]));
        }
        bind(inputs);
        parameters.enter();
        program.enter(arena);
        prepare();
        program.run(0, program.length());
        unbind();
        return outputs;
    }

    /** Lays the weights out anew if any parameter changed, whoever changed it. */
    private void prepare() {
        long now = parameters.checksum();
        if (!prepared || now != preparedFor) {
            program.prepare();
            prepared = true;
            preparedFor = now;
        }
    }

    /** Runs several times and says how long each step took. */
    public String profile(Arena arena, INDArray[] inputs, int rounds) {
        run(arena, inputs);
        bind(inputs);
        program.profile(rounds);
        return program.profile(rounds);
    }

    @Override
    public void close() {
        program.close();
    }
}
