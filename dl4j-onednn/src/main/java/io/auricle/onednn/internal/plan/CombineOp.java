package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.plan.ProgramBuilder.Arguments;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;

/** Sum, mean or product of results of the same shape; a product of two only. */
final class CombineOp extends Op {
    enum Kind {
        SUM,
        MEAN,
        PRODUCT
    }

    private final Kind kind;

    CombineOp(String vertex, Kind kind, Op... inputs) {
        super(vertex, inputs);
        Unsupported.unless(kind != Kind.PRODUCT || inputs.length == 2, vertex, "a product of more than two");
        this.kind = kind;
    }

    /** The rule of {@link Lowerings}. */
    static Op lower(Site<ElementWiseVertex> site) {
        Kind kind =
                switch (site.conf().getOp()) {
                    case Add -> Kind.SUM;
                    case Average -> Kind.MEAN;
                    case Product -> Kind.PRODUCT;
                    default -> throw new Unsupported(
                            site.name(), "elementwise " + site.conf().getOp());
                };
        return site.add(new CombineOp(site.name(), kind, site.operands()));
    }

    @Override
    Value forward(Context c) {
        Value result = inputs.get(0).out();
        for (Op in : inputs.subList(1, inputs.size())) {
            Unsupported.unless(Arrays.equals(result.dims(), in.out().dims()), vertex, "inputs of different shapes");
            result = binary(c, kind == Kind.PRODUCT ? dnnl_binary_mul : dnnl_binary_add, result, in.out());
        }
        return kind == Kind.MEAN ? GlobalPoolingOp.scale(c, vertex, result, 1f / inputs.size()) : result;
    }

    @Override
    void backward(Context c, Value diff) {
        Value shared = kind == Kind.MEAN ? GlobalPoolingOp.scale(c, vertex, diff, 1f / inputs.size()) : diff;
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).needsGradient()) {
                Value own = kind == Kind.PRODUCT
                        ? binary(c, dnnl_binary_mul, diff, inputs.get(1 - i).out())
                        : shared;
                inputs.get(i).addGradient(c, own);
            }
        }
    }

    private Value binary(Context c, int algorithm, Value first, Value second) {
        Value other = c.builder().in(second, first.desc());
        Value y = c.builder().arena(first.desc());
        c.builder()
                .step(
                        vertex + " " + kind,
                        Elementwise.binary(algorithm, first.desc(), other.desc(), y.desc(), null),
                        Arguments.of(DNNL_ARG_SRC_0, first)
                                .and(DNNL_ARG_SRC_1, other)
                                .and(DNNL_ARG_DST, y));
        return y;
    }
}
