package io.auricle.onednn.internal.layers;

import io.auricle.onednn.internal.Elementwise;
import io.auricle.onednn.internal.Engine;
import io.auricle.onednn.internal.Execution;
import io.auricle.onednn.internal.Memory;
import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.PrimitiveDesc;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Primitives that run one after the other, on arrays of the caller's that may lie elsewhere at each run and on arrays of
 * its own between them. Closing it frees all of them; so does forgetting it.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Program implements AutoCloseable {
    private static final int ALIGNMENT = 64;

    private final List<Step> steps = new ArrayList<>();
    private final Map<Memory, BytePointer> blocks = new HashMap<>();
    private final List<AutoCloseable> natives = new ArrayList<>();
    private final List<List<Memory>> outside = new ArrayList<>();

    private interface Step {
        void run(Engine.Stream stream);
    }

    /** An array of the caller's, who names it at each {@link #run}. */
    Memory outside(MemoryDesc desc) {
        Memory memory = keep(Memory.at(0, keep(desc)));
        var views = new ArrayList<Memory>();
        views.add(memory);
        outside.add(views);
        return memory;
    }

    /** A block of an array, which follows the array when that is one of the caller's. */
    Memory block(Memory of, long[] dims, long[] offsets) {
        Memory view = keep(Memory.at(of.address(), keep(of.desc().block(dims, offsets))));
        for (List<Memory> views : outside) {
            if (views.get(0) == of) {
                views.add(view);
            }
        }
        return view;
    }

    /** An array of the program's own. */
    Memory inside(MemoryDesc desc) {
        var block = new BytePointer(desc.size() + ALIGNMENT);
        long address = (block.address() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        Memory memory = keep(Memory.at(address, keep(desc)));
        blocks.put(memory, block);
        return memory;
    }

    /** The same numbers in the wanted layout: the array itself, or a copy made at this point of the program. */
    Memory as(MemoryDesc wanted, Memory from) {
        if (from.desc().sameAs(wanted)) {
            return from;
        }
        Memory copy = inside(wanted);
        copy(from, copy);
        return copy;
    }

    /** The same numbers with the last dimension innermost, for primitives that read whatever layout they are given. */
    Memory plain(Memory from) {
        return as(MemoryDesc.rowMajor(from.desc().dims()), from);
    }

    /** Where a primitive that writes the given layout puts what is meant for {@code target}; see {@link #deliver}. */
    Memory before(Memory target, MemoryDesc produced) {
        return target.desc().sameAs(produced) ? target : inside(produced);
    }

    /** Brings what {@link #before} caught to its target. */
    void deliver(Memory produced, Memory target) {
        if (produced != target) {
            copy(produced, target);
        }
    }

    void copy(Memory from, Memory to) {
        var reorder = Elementwise.reorder(from.desc(), to.desc(), null);
        add(reorder, arguments(dnnl.DNNL_ARG_FROM, from, dnnl.DNNL_ARG_TO, to));
    }

    /** Appends a primitive. */
    void add(PrimitiveDesc desc, Arguments arguments) {
        keep(desc);
        var builder = Execution.of(desc.primitive());
        for (int i = 0; i < arguments.indices.size(); i++) {
            builder.with(arguments.indices.get(i), arguments.memories.get(i));
        }
        Execution execution = keep(builder.build());
        steps.add(execution::run);
    }

    /** Arguments of one primitive. */
    static Arguments arguments(int index, Memory memory) {
        return new Arguments(new ArrayList<>(), new ArrayList<>()).and(index, memory);
    }

    static Arguments arguments(int index, Memory memory, int second, Memory secondMemory) {
        return arguments(index, memory).and(second, secondMemory);
    }

    /** Indices and arrays, in step. */
    record Arguments(List<Integer> indices, List<Memory> memories) {
        /** Adds an argument, unless the array is null. */
        Arguments and(int index, Memory memory) {
            if (memory != null) {
                indices.add(index);
                memories.add(memory);
            }
            return this;
        }
    }

    /** Runs the program on the caller's arrays, in the order in which {@link #outside} promised them. */
    void run(INDArray... arrays) {
        if (arrays.length != outside.size()) {
            throw new IllegalArgumentException("arrays must be " + outside.size() + ", got " + arrays.length);
        }
        for (int i = 0; i < arrays.length; i++) {
            long address = Layout.address(arrays[i]);
            outside.get(i).forEach(view -> view.moveTo(address));
        }
        var stream = Engine.stream();
        for (Step step : steps) {
            step.run(stream);
        }
        Reference.reachabilityFence(arrays);
    }

    private <T extends AutoCloseable> T keep(T handle) {
        natives.add(handle);
        return handle;
    }

    @Override
    public void close() {
        for (AutoCloseable handle : natives) {
            try {
                handle.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("could not free " + handle, e);
            }
        }
        blocks.values().forEach(BytePointer::close);
    }
}
