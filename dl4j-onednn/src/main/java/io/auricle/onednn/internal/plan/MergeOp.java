package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import org.deeplearning4j.nn.conf.graph.MergeVertex;

/** Several results one after the other along the channels. */
final class MergeOp extends Op {
    MergeOp(String vertex, Op... inputs) {
        super(vertex, inputs);
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<MergeVertex> site) {
        int axis = site.conf().getMergeAxis();
        site.unless(axis == 1, "a merge along dimension " + axis);
        return site.add(new MergeOp(site.name(), site.operands()));
    }

    @Override
    Value forward(Context c) {
        long[] dims = inputs.get(0).out().dims();
        long channels = 0;
        for (Op in : inputs) {
            long[] other = in.out().dims();
            Unsupported.unless(agree(dims, other), vertex, "inputs that differ in more than their channels");
            channels += other[1];
        }
        dims[1] = channels;
        Value all = c.builder().arena(layout(dims));
        long offset = 0;
        for (Op in : inputs) {
            c.builder().reorder(vertex + " merge", in.out(), part(all, in.out().dims(), offset));
            offset += in.out().dims()[1];
        }
        return all;
    }

    @Override
    void backward(Context c, Value diff) {
        Value all = c.builder().in(diff, layout(diff.dims()));
        long offset = 0;
        for (Op in : inputs) {
            if (in.needsGradient()) {
                Value own = c.builder().arena(layout(in.out().dims()));
                c.builder()
                        .reorder(
                                vertex + " part of gradient", part(all, in.out().dims(), offset), own);
                in.addGradient(c, own);
            }
            offset += in.out().dims()[1];
        }
    }

    private static boolean agree(long[] a, long[] b) {
        boolean same = a.length == b.length && a.length >= 2;
        for (int i = 0; same && i < a.length; i++) {
            same = i == 1 || a[i] == b[i];
        }
        return same;
    }

    private static MemoryDesc layout(long[] dims) {
        return dims.length == 3 ? Sequences.timeMajor(dims) : MemoryDesc.rowMajor(dims);
    }

    private static Value part(Value all, long[] dims, long offset) {
        long[] offsets = new long[dims.length];
        offsets[1] = offset;
        return all.as(all.desc().block(dims, offsets));
    }
}
