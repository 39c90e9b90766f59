package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_mul;

import io.auricle.onednn.internal.Attributes;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.ArrayList;
import java.util.List;

/** What a convolution, pooling or dense layer does to its result before it is written: functions, scales and shifts. */
final class PostOps {
    /** Where a scale and a shift by channel come from. */
    interface ScaleShift {
        /** Scale and shift in that order, as arrays of the given number of dimensions. */
        List<Value> values(Context c, int rank);
    }

    private record Entry(Eltwise function, ScaleShift scaleShift) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Value> operands = new ArrayList<>();

    void add(Eltwise function) {
        entries.add(new Entry(function, null));
    }

    void add(ScaleShift scaleShift) {
        entries.add(new Entry(null, scaleShift));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The only function, for the way back; null if there is none. */
    Eltwise function() {
        return entries.isEmpty() ? null : entries.get(0).function;
    }

    /** The attributes of the primitive; null if there is nothing to do. */
    Attributes attributes(Context c, int rank) {
        if (entries.isEmpty()) {
            return null;
        }
        var attributes = new Attributes();
        operands.clear();
        for (Entry e : entries) {
            if (e.function != null) {
                attributes.thenEltwise(e.function.forward(), e.function.alpha(), 0);
                operands.add(null);
            } else {
                List<Value> pair = e.scaleShift.values(c, rank);
                attributes.thenBinary(dnnl_binary_mul, pair.get(0).desc());
                attributes.thenBinary(dnnl_binary_add, pair.get(1).desc());
                operands.addAll(pair);
            }
        }
        return attributes;
    }

    /** Passes the scales and shifts to the primitive. */
    Arguments into(Arguments arguments) {
        for (int i = 0; i < operands.size(); i++) {
            arguments.and(Attributes.binaryArgument(i), operands.get(i));
        }
        return arguments;
    }
}
