package io.auricle.onednn;

import io.auricle.onednn.internal.plan.Network.Vertex;
import io.auricle.onednn.internal.plan.Pass;
import io.auricle.onednn.internal.plan.Pass.Recurrence;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stock network whose passes run on compiled plans where there are any. Everything above a pass (solver, updater,
 * listeners, counts, saving) is stock code, and so is every pass that has no plan. The two kinds of network name the same
 * things differently and share no type that has them; what is common is here.
 */
interface Accelerated extends Model {
    Accelerator accelerator();

    Collection<TrainingListener> getListeners();

    int getIterationCount();

    int getEpochCount();

    double calcRegularizationScore(boolean backpropParamsOnly);

    /** The arrays of a training step: inputs, labels, parameters and gradients, which are made if they are absent. */
    TrainingArrays trainingArrays();

    /** What sets passes of this kind apart from plain ones, with the masks that the layers have now. */
    Pass pass(Recurrence recurrence);

    /** The prefix of a vertex's names in {@code gradient()}. */
    String prefix(Vertex vertex);

    /** Whether the gradient and the score of a training step would use the same masks. */
    boolean masksAgree();

    /** Whether scores are averages over the rows, not sums. */
    boolean averages();

    /** Takes the result of a pass in the place of stock code. */
    void take(Gradient gradient, double score);

    /** The arrays of a training step. */
    record TrainingArrays(INDArray[] inputs, INDArray[] labels, INDArray values, INDArray gradients) {
        boolean complete() {
            return isComplete(inputs) && isComplete(labels);
        }
    }

    /** Gradients and score by a plan; false if stock code has to compute them. */
    default boolean computeByPlan() {
        boolean plannable = Listeners.readerOfActivations(getListeners()).isEmpty() && masksAgree();
        TrainingArrays arrays = plannable ? trainingArrays() : null;
        if (arrays == null || !arrays.complete()) {
            return false;
        }
        Pass pass = pass(accelerator().truncates() ? Recurrence.STORED_STATE : Recurrence.WHOLE);
        OptionalDouble loss = accelerator().train(pass, arrays, getIterationCount(), getEpochCount());
        if (loss.isEmpty()) {
            return false;
        }
        take(accelerator().gradient(arrays.gradients, this::prefix), score(loss.getAsDouble(), arrays.inputs));
        Listeners.tellBackwardPass(this, getListeners());
        return true;
    }

    /** The score at test time of inputs that the network has received; empty if stock code has to compute it. */
    default OptionalDouble scoreByPlan(INDArray values, INDArray[] inputs, INDArray[] labels) {
        OptionalDouble loss = accelerator().score(pass(Recurrence.WHOLE), values, inputs, labels);
        return loss.isEmpty() ? loss : OptionalDouble.of(score(loss.getAsDouble(), inputs));
    }

    private double score(double loss, INDArray[] inputs) {
        return loss / (averages() ? inputs[0].size(0) : 1) + calcRegularizationScore(true);
    }

    /** Outputs at test time of inputs that the network has received; empty if stock code has to compute them. */
    default Optional<INDArray[]> outputByPlan(
            FwdPassType type, INDArray values, INDArray[] inputs, MemoryWorkspace workspace) {
        boolean steps = type == FwdPassType.RNN_TIMESTEP;
        boolean plannable =
                (steps || type == FwdPassType.STANDARD) && isComplete(inputs) && Workspaces.newArraysGoTo(workspace);
        return plannable
                ? accelerator().output(pass(steps ? Recurrence.TIME_STEPS : Recurrence.WHOLE), values, inputs)
                : Optional.empty();
    }

    default Report report() {
        return accelerator().report(Listeners.readerOfActivations(getListeners()));
    }

    static boolean isComplete(INDArray[] arrays) {
        return arrays != null && Arrays.stream(arrays).allMatch(a -> a != null && !a.isEmpty());
    }
}
