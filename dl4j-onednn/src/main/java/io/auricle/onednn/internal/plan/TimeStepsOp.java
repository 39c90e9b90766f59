package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** Sequences as rows of one matrix and back: DL4J's RnnToFeedForward and FeedForwardToRnn preprocessors, time-major. */
final class TimeStepsOp extends Op {
    private final boolean toRows;
    private final long batch;
    private boolean alreadyRows;

    /**
     * Either direction.
     *
     * @param toRows true for N, C, T to T*N, C; rows, as global pooling makes them, stay as they are
     * @param batch  N, which rows do not tell
     */
    TimeStepsOp(String vertex, Op input, boolean toRows, long batch) {
        super(vertex, input);
        this.toRows = toRows;
        this.batch = batch;
    }

    /** Rows as sequences: a rule of {@link Lowerings}. */
    static Op lowerSequences(Site<FeedForwardToRnnPreProcessor> site) {
        return lower(site, site.conf().getRnnDataFormat(), false);
    }

    /** Sequences as rows: a rule of {@link Lowerings}. */
    static Op lowerRows(Site<RnnToFeedForwardPreProcessor> site) {
        return lower(site, site.conf().getRnnDataFormat(), true);
    }

    private static Op lower(Site<?> site, RNNFormat format, boolean toRows) {
        site.unless(format == RNNFormat.NCW, "sequences with time before channels");
        return site.add(
                new TimeStepsOp(site.name(), site.input(), toRows, site.plan().batch()));
    }

    @Override
    Value forward(Context c) {
        Value x = input().out();
        alreadyRows = toRows && x.dims().length == 2;
        if (alreadyRows) {
            return x;
        }
        Unsupported.unless(
                toRows ? x.dims().length == 3 : x.dims().length == 2 && x.dims()[0] % batch == 0,
                vertex,
                "input of another shape than configured");
        return toRows ? rows(c, x) : sequence(c, x);
    }

    @Override
    void backward(Context c, Value diff) {
        input().addGradient(c, alreadyRows ? diff : toRows ? sequence(c, diff) : rows(c, diff));
    }

    private static Value rows(Context c, Value x) {
        long[] d = x.dims();
        return c.builder().in(x, Sequences.timeMajor(d)).as(MemoryDesc.rowMajor(d[0] * d[2], d[1]));
    }

    private Value sequence(Context c, Value x) {
        long[] d = x.dims();
        return c.builder().in(x, MemoryDesc.rowMajor(d)).as(Sequences.timeMajor(batch, d[1], d[0] / batch));
    }
}
