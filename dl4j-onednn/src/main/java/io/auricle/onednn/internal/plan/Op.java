package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of a network; a layer of DL4J is one or several in a row. It appends its forward steps once, then, for
 * training, its backward steps, which hand gradients to its inputs.
 */
abstract class Op {
    final String vertex;
    final List<Op> inputs;
    final List<Op> consumers = new ArrayList<>();

    private boolean observed;
    private Value out;
    private Value gradient;

    Op(String vertex, Op... inputs) {
        this.vertex = vertex;
        this.inputs = List.of(inputs);
        for (Op input : inputs) {
            input.consumers.add(this);
        }
    }

    /** Appends the forward steps and returns the result. */
    abstract Value forward(Context c);

    /** Appends the backward steps for the gradient of the result. */
    abstract void backward(Context c, Value diff);

    /** Takes this operation out of the network again. */
    final void discard() {
        inputs.forEach(input -> input.consumers.remove(this));
    }

    /** Joins this operation with its neighbours where that saves work; asked before any step is appended. */
    void fuse(boolean training) {}

    /** Whether this operation or one before it has parameters to train. */
    boolean needsGradient() {
        return inputs.stream().anyMatch(Op::needsGradient);
    }

    final void compileForward(Context c) {
        c.builder().enter(vertex);
        out = forward(c);
    }

    final void compileBackward(Context c) {
        if (gradient != null && needsGradient()) {
            c.builder().enter(vertex);
            backward(c, gradient);
        }
    }

    final Value out() {
        return out;
    }

    final Op input() {
        return inputs.get(0);
    }

    /** The operation that alone reads this one's result, or null. */
    final Op soleConsumer() {
        return consumers.size() == 1 && !observed ? consumers.get(0) : null;
    }

    /** Says that somebody outside wants to see this result, so that nothing may be joined to it. */
    final void observe() {
        observed = true;
    }

    /** Where this operation's result is really made: an operation that was joined to its neighbour points there. */
    Op source() {
        return this;
    }

    /** Adds to the gradient of this operation's result. */
    final void addGradient(Context c, Value diff) {
        if (gradient == null) {
            gradient = diff;
            return;
        }
        Value first = gradient;
        Value second = c.builder().in(diff, first.desc());
        Value sum = c.builder().arena(first.desc());
        c.builder()
                .step(
                        vertex + " sum of gradients",
                        Elementwise.binary(dnnl_binary_add, first.desc(), second.desc(), sum.desc(), null),
                        Arguments.of(DNNL_ARG_SRC_0, first)
                                .and(DNNL_ARG_SRC_1, second)
                                .and(DNNL_ARG_DST, sum));
        gradient = sum;
    }
}
