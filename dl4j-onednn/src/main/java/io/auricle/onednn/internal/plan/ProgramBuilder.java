package io.auricle.onednn.internal.plan;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.Execution;
import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the steps of a program, then lays out its arena and binds every primitive to its memory. */
final class ProgramBuilder {
    /** A primitive's arguments by index. */
    static final class Arguments {
        private final TreeMap<Integer, Value> values = new TreeMap<>();

        static Arguments of(int argument, Value value) {
            return new Arguments().and(argument, value);
        }

        Arguments and(int argument, Value value) {
            if (value != null) {
                values.put(argument, value);
            }
            return this;
        }
    }

    private record Planned(String name, PrimitiveDesc primitive, Map<Integer, Value> arguments, Step java) {}

    private final MemoryRegion arenaRegion = new MemoryRegion("arena");
    private final MemoryRegion preparedRegion = new MemoryRegion("prepared weights");
    private final MemoryRegion parameters;
    private final List<Planned> preparation = new ArrayList<>();
    private long preparedBytes;
    private final List<Buffer> arenaBuffers = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Set<Implementation>> implementations = new LinkedHashMap<>();
    private String vertex = "";
    private final Map<Value, List<Value>> copies = new IdentityHashMap<>();

    /** A program that does everything each time, as training must. */
    ProgramBuilder() {
        this(null);
    }

    /** A program that prepares what depends on the parameters only when they have changed. */
    ProgramBuilder(MemoryRegion parameters) {
        this.parameters = parameters;
    }

    /**
     * Space for what depends only on the parameters. Steps that write there are run when those have changed, if this
     * program was told which they are.
     */
    Value prepared(MemoryDesc desc) {
        if (parameters == null) {
            return arena(desc);
        }
        var buffer = new Buffer(preparedRegion, desc.size(), preparedBytes);
        preparedBytes += Arena.padded(desc.size());
        return new Value(buffer, desc);
    }

    /** Says whose steps follow. */
    void enter(String name) {
        vertex = name;
    }

    private boolean isConstant(Value value) {
        MemoryRegion region = value.buffer().region;
        return parameters != null && (region == parameters || region == preparedRegion);
    }

    /** Space in the arena for an array. */
    Value arena(MemoryDesc desc) {
        var buffer = new Buffer(arenaRegion, desc.size(), 0);
        arenaBuffers.add(buffer);
        return new Value(buffer, desc);
    }

    /** An array in somebody else's memory. */
    static Value external(MemoryRegion region, long byteOffset, MemoryDesc desc) {
        return new Value(new Buffer(region, desc.size(), byteOffset), desc);
    }

    /** The same array in another layout: itself if it has it, else a copy, made once. */
    Value in(Value value, MemoryDesc wanted) {
        if (value.desc().sameAs(wanted)) {
            return value;
        }
        List<Value> known = copies.computeIfAbsent(value, v -> new ArrayList<>());
        for (Value copy : known) {
            if (copy.desc().sameAs(wanted)) {
                return copy;
            }
        }
        Value copy = isConstant(value) ? prepared(wanted) : arena(wanted);
        reorder("reorder", value, copy);
        known.add(copy);
        return copy;
    }

    /** Copies an array into another layout elsewhere. */
    void reorder(String name, Value from, Value to) {
        step(
                name,
                Elementwise.reorder(from.desc(), to.desc(), null),
                Arguments.of(DNNL_ARG_SRC, from).and(DNNL_ARG_DST, to));
    }

    /** Appends a primitive; its scratchpad is added. */
    void step(String name, PrimitiveDesc primitive, Arguments arguments) {
        Value result = arguments.values.get(DNNL_ARG_DST);
        boolean once = result != null && result.buffer().region == preparedRegion;
        if (!primitive.operation().equals(Elementwise.REORDER)) {
            implementations
                    .computeIfAbsent(vertex, v -> new LinkedHashSet<>())
                    .add(new Implementation(primitive.operation(), primitive.implementation()));
        }
        long scratchpad = primitive.scratchpadBytes();
        if (scratchpad > 0) {
            MemoryDesc desc = MemoryDesc.bytes(scratchpad);
            arguments.and(DNNL_ARG_SCRATCHPAD, once ? prepared(desc) : arena(desc));
        }
        (once ? preparation : planned).add(new Planned(name, primitive, arguments.values, null));
        if (!once) {
            arguments.values.values().forEach(this::touch);
        }
    }

    /** Appends Java code that reads or writes the given arrays. */
    void java(String name, Step step, Value... touched) {
        boolean once = touched.length > 0 && touched[0].buffer().region == preparedRegion;
        (once ? preparation : planned).add(new Planned(name, null, Map.of(), step));
        if (!once) {
            for (Value value : touched) {
                touch(value);
            }
        }
    }

    /** Keeps an array as it is until the end of the program. */
    void keep(Value value) {
        value.buffer().usedBy(Integer.MAX_VALUE - 1);
    }

    private void touch(Value value) {
        value.buffer().usedBy(planned.size() - 1);
    }

    /** Lays out the arena and binds all primitives. */
    Program build() {
        var layout = new Program.Layout(arenaRegion, Arena.place(arenaBuffers), preparedRegion, preparedBytes);
        var closers = new ArrayList<Runnable>();
        var memories = new IdentityHashMap<Value, Memory>();
        return new Program(
                layout,
                bind(preparation, memories, closers),
                bind(planned, memories, closers),
                names(),
                implementations,
                closers);
    }

    private List<String> names() {
        return planned.stream().map(Planned::name).toList();
    }

    private static List<Step> bind(List<Planned> steps, Map<Value, Memory> memories, List<Runnable> closers) {
        var bound = new ArrayList<Step>();
        for (Planned p : steps) {
            bound.add(p.java != null ? p.java : bind(p, memories, closers));
        }
        return bound;
    }

    private static Step bind(Planned p, Map<Value, Memory> memories, List<Runnable> closers) {
        var builder = Execution.of(p.primitive.primitive());
        for (var argument : p.arguments.entrySet()) {
            builder.with(argument.getKey(), memories.computeIfAbsent(argument.getValue(), v -> bind(v, closers)));
        }
        var execution = builder.build();
        closers.add(execution::close);
        return execution::run;
    }

    private static Memory bind(Value value, List<Runnable> closers) {
        Memory memory = Memory.at(0, value.desc());
        value.buffer().region.bind(memory, value.buffer().offset + value.offset());
        closers.add(memory::close);
        return memory;
    }
}
