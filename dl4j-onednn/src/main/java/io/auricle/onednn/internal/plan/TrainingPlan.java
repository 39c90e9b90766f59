package io.auricle.onednn.internal.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Forward, loss and backward of a whole network for one shape of input and labels. Gradients arrive in DL4J's own flat
 * array, as sums over the examples; dividing, clipping and updating is left to DL4J's updater.
 */
public final class TrainingPlan extends Plan {
    private final Parameters parameters;
    private final MaskSource random = new MaskSource();
    private final List<LossOp> losses;
    private final Program program;
    private final boolean drawsMasks;

    private TrainingPlan(
            Network network, Pass pass, INDArray values, INDArray gradients, long[][] inputs, long[][] labels) {
        parameters = new Parameters(values, gradients);
        List<Value> inputValues = declare("input", inputs);
        var lowering = new Lowering(inputValues, declare("labels", labels), pass).lower(network);
        losses = lowering.losses();
        drawsMasks = lowering.ops().stream().anyMatch(DropoutOp.class::isInstance);
        var context = new Context(new ProgramBuilder(), true, network.rounds(), parameters, random);
        lowering.ops().forEach(op -> op.fuse(true));
        lowering.ops().forEach(op -> op.compileForward(context));
        losses.forEach(loss -> loss.start(context));
        for (int i = lowering.ops().size() - 1; i >= 0; i--) {
            lowering.ops().get(i).compileBackward(context);
        }
        program = context.builder().build();
    }

    /**
     * Compiles a network, or throws {@link Unsupported} for what has no lowering.
     *
     * @param pass      what is special about the passes to come
     * @param values    the flat parameters
     * @param gradients the flat gradients
     */
    public static TrainingPlan compile(
            Network network, Pass pass, INDArray values, INDArray gradients, long[][] inputs, long[][] labels) {
        return new TrainingPlan(network, pass, values, gradients, inputs, labels);
    }

    /** Whether a run needs a random seed. */
    public boolean drawsMasks() {
        return drawsMasks;
    }

    /** Whether the network still has the arrays that this was compiled for. */
    public boolean fits(INDArray values, INDArray gradients) {
        return parameters.sameArrays(values, gradients);
    }

    /**
     * One pass there and back.
     *
     * @param seed      of the dropout masks
     * @param iteration for schedules
     * @param epoch     for schedules
     * @return the sum of the losses over the examples
     */
    public double run(Arena arena, INDArray[] inputs, INDArray[] labels, long seed, int iteration, int epoch) {
        prepare(arena, inputs, labels, seed, iteration, epoch);
        program.run(0, program.length());
        unbind();
        return losses.stream().mapToDouble(LossOp::score).sum();
    }

    @Override
    public Map<String, Set<Implementation>> implementations() {
        return program.implementations();
    }

    /** Runs several times and says how long each step took. */
    public String profile(Arena arena, INDArray[] inputs, INDArray[] labels, int rounds) {
        prepare(arena, inputs, labels, 1, 0, 0);
        program.profile(rounds);
        return program.profile(rounds);
    }

    private void prepare(Arena arena, INDArray[] inputs, INDArray[] labels, long seed, int iteration, int epoch) {
        bind(inputs, labels);
        parameters.enter();
        program.enter(arena);
        random.startStep(seed, iteration, epoch);
    }

    @Override
    public void close() {
        program.close();
    }
}
