package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forward of a whole network at test time for one shape of input, to its outputs or to its losses against labels. */
public final class InferencePlan extends Plan {
    private final Parameters parameters;
    private final List<MemoryRegion> outputRegions = new ArrayList<>();
    private final List<long[]> outputShapes = new ArrayList<>();
    private final List<LossOp> losses;
    private final Program program;
    private long preparedFor;
    private boolean prepared;

    private InferencePlan(Network network, Pass pass, INDArray values, long[][] inputs, long[][] labels) {
        parameters = new Parameters(values, null);
        List<Value> inputValues = declare("input", inputs);
        var lowering = new Lowering(inputValues, declare("labels", labels), pass).lower(network);
        losses = lowering.losses();
        var context = new Context(new ProgramBuilder(parameters.values), false, network.rounds(), parameters, null);
        lowering.ops().forEach(op -> op.fuse(false));
        lowering.ops().forEach(op -> op.compileForward(context));
        if (labels.length == 0) {
            lowering.outputs().forEach(op -> deliver(op.out(), context.builder()));
        } else {
            losses.forEach(loss -> loss.start(context));
        }
        program = context.builder().build();
    }

    private void deliver(Value output, ProgramBuilder builder) {
        var region = new MemoryRegion("output");
        outputRegions.add(region);
        outputShapes.add(output.dims());
        builder.reorder("output", output, ProgramBuilder.external(region, 0, MemoryDesc.rowMajor(output.dims())));
    }

    /** Compiles a network, or throws {@link Unsupported} for what has no lowering. */
    public static InferencePlan compile(Network network, Pass pass, INDArray values, long[][] inputs) {
        return new InferencePlan(network, pass, values, inputs, new long[0][]);
    }

    /** The same for {@link #score}. */
    public static InferencePlan compile(Network network, Pass pass, INDArray values, long[][] inputs, long[][] labels) {
        return new InferencePlan(network, pass, values, inputs, labels);
    }

    /** Whether the network still has the parameters that this was compiled for. */
    public boolean fits(INDArray values) {
        return parameters.sameArrays(values, null);
    }

    /** The network's outputs, in new arrays: in the workspace that is open, if any. */
    public INDArray[] run(Arena arena, INDArray[] inputs) {
        var outputs = new INDArray[outputRegions.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Nd4j.createUninitialized(DataType.FLOAT, outputShapes.get(i), 'c');
            outputRegions.get(i).moveTo(Parameters.address(outputs[i]));
        }
        execute(arena, inputs);
        return outputs;
    }

    /** Lays the weights out for {@link #run(Arena, long, long)}, whose parameters may not change any more. */
    public void freeze() {
        parameters.enter();
        program.prepare();
    }

    /** From one input to one output, where they lie; nothing is allocated, and parameters are not looked at again. */
    public void run(Arena arena, long input, long output) {
        bind(input);
        outputRegions.get(0).moveTo(output);
        parameters.enter();
        program.enter(arena);
        program.run(0, program.length());
    }

    /** Shape of the first output. */
    public long[] outputShape() {
        return outputShapes.get(0).clone();
    }

    /** The sum of the losses over the examples, of a plan compiled with labels. */
    public double score(Arena arena, INDArray[] inputs, INDArray[] labels) {
        execute(arena, inputs, labels);
        return losses.stream().mapToDouble(LossOp::score).sum();
    }

    private void execute(Arena arena, INDArray[]... arrays) {
        bind(arrays);
        parameters.enter();
        program.enter(arena);
        prepare();
        program.run(0, program.length());
        unbind();
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

    @Override
    public Map<String, Set<Implementation>> implementations() {
        return program.implementations();
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
