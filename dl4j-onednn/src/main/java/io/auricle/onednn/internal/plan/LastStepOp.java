package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;

/** The last time step of each sequence. */
final class LastStepOp extends Op {
    LastStepOp(String vertex, Op input) {
        super(vertex, input);
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<LastTimeStepVertex> site) {
        return site.add(new LastStepOp(site.name(), site.input()));
    }

    /** The same for DL4J's wrapper around a recurrent layer. */
    static Op lowerWrapper(Site<LastTimeStepLayer> site) {
        Layer inside = site.conf().getUnderlying();
        var inner = new Site<>(site.plan(), site.vertex(), Lowerings.subject(inside), inside, site.inputs());
        return site.add(new LastStepOp(site.name(), Lowerings.lower(inner)));
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        Unsupported.unless(x.dims().length == 3, vertex, "input of another shape than configured");
        return lastStep(c.builder().in(x, Sequences.timeMajor(x.dims())));
    }

    private static Value lastStep(Value sequence) {
        long[] d = sequence.dims();
        return sequence.as(MemoryDesc.rowMajor(d[2] * d[0], d[1])).rows((d[2] - 1) * d[0], d[0]);
    }

    @Override
    void backward(Context c, Value diff) {
        Value all = c.builder().arena(Sequences.timeMajor(input().out().dims()));
        c.builder()
                .java(
                        vertex + " clear",
                        stream -> Floats.clear(all.address(), all.desc().size()),
                        all);
        c.builder().reorder(vertex + " backward", diff, lastStep(all));
        input().addGradient(c, all);
    }
}
