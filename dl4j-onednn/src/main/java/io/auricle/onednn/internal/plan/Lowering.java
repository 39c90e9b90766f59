package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.Network.Vertex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Turns a network into operations: by {@link Lowerings} where there is a rule, else as DL4J's own code within the plan. */
public final class Lowering {
    private final List<Value> inputs;
    private final List<Value> labels;
    private final Pass pass;
    private final long batch;
    private final List<Op> ops = new ArrayList<>();
    private final List<Op> ofVertex = new ArrayList<>();
    private final List<LossOp> losses = new ArrayList<>();
    private final List<Op> outputs = new ArrayList<>();
    private final Map<String, String> stock = new LinkedHashMap<>();

    /** Without labels the network ends in its outputs, with labels in its losses. */
    Lowering(List<Value> inputs, List<Value> labels, Pass pass) {
        this.inputs = inputs;
        this.labels = labels;
        this.pass = pass;
        this.batch = inputs.get(0).dims()[0];
    }

    List<Op> ops() {
        return ops;
    }

    List<LossOp> losses() {
        return losses;
    }

    List<Value> labels() {
        return labels;
    }

    Pass pass() {
        return pass;
    }

    long batch() {
        return batch;
    }

    List<Op> outputs() {
        return outputs;
    }

    /** Lowers a whole network; throws {@link Unsupported} where there is neither a rule nor a way for stock code. */
    Lowering lower(Network network) {
        for (Vertex v : network.vertices()) {
            Op op = v.input() >= 0 ? add(new InputOp(v.name(), inputs.get(v.input()))) : lower(v);
            ofVertex.add(op);
            if (v.output() >= 0) {
                outputs.add(op);
                op.observe();
            }
        }
        return this;
    }

    /**
     * What has no lowering in a network, whatever the shapes.
     *
     * @param refused vertices that keep the network from having a plan, each with the reason
     * @param stock   vertices that DL4J's own code runs within the plan, each with the reason
     */
    public record Unknown(Map<String, String> refused, Map<String, String> stock) {}

    /** Goes through a network without compiling it. */
    public static Unknown unknown(Network network) {
        var refused = new LinkedHashMap<String, String>();
        var stock = new LinkedHashMap<String, String>();
        Value nothing = ProgramBuilder.external(new MemoryRegion("nothing"), 0, MemoryDesc.rowMajor(1));
        List<Value> some = Collections.nCopies(network.vertices().size(), nothing);
        for (List<Value> labels : List.of(some, List.<Value>of())) {
            var lowering = new Lowering(some, labels, Pass.PLAIN);
            for (Vertex v : network.vertices()) {
                try {
                    lowering.ofVertex.add(v.input() >= 0 ? new InputOp(v.name(), nothing) : lowering.lower(v));
                } catch (Unsupported e) {
                    refused.put(v.name(), e.getMessage());
                    lowering.ofVertex.add(new InputOp(v.name(), nothing));
                }
            }
            stock.putAll(lowering.stock);
        }
        return new Unknown(refused, stock);
    }

    <T extends Op> T add(T op) {
        ops.add(op);
        return op;
    }

    private Op lower(Vertex v) {
        List<Op> in = v.inputs().stream().map(ofVertex::get).toList();
        if (v.preProcessor() != null) {
            var site = new Site<>(this, v, v.preProcessor(), null, in);
            Op pre = attempt(
                    v.name(),
                    () -> Lowerings.lower(site),
                    () -> StockOp.of(v.name(), v.preProcessor(), Math.toIntExact(batch), site.input()));
            in = List.of(pre);
        }
        List<Op> operands = in;
        if (pass.needsStock(v)) {
            return add(stockOp(v, operands));
        }
        return attempt(v.name(), () -> Lowerings.lower(this, v, operands), () -> stockOp(v, operands));
    }

    private StockOp stockOp(Vertex v, List<Op> operands) {
        return v.layer() != null
                ? StockOp.of(v.name(), v.layer(), pass.recurrence(), operands.get(0))
                : StockOp.of(v.name(), v.runtime(), operands.toArray(Op[]::new));
    }

    private Op attempt(String name, Supplier<Op> known, Supplier<Op> otherwise) {
        int before = ops.size();
        try {
            return known.get();
        } catch (Unsupported e) {
            for (int i = ops.size() - 1; i >= before; i--) {
                ops.remove(i).discard();
            }
            Op op = add(otherwise.get());
            stock.put(name, e.getMessage());
            return op;
        }
    }
}
