package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.javacpp.BytePointer;

/**
 * A primitive bound to its memory, prepared once and run often: a run is one call into native code.
 *
 * <p><b>Threads.</b> Not for two threads at once, as two runs would write the same memory.
 */
public final class Execution implements AutoCloseable {
    private static final LongAdder EXECUTED = new LongAdder();

    private final Primitive primitive;
    private final List<Memory> memories;
    private final dnnl_exec_arg_t arguments;
    private final BytePointer ownScratchpad;

    private Execution(
            Primitive primitive, List<Memory> memories, dnnl_exec_arg_t arguments, BytePointer ownScratchpad) {
        this.primitive = primitive;
        this.memories = memories;
        this.arguments = arguments;
        this.ownScratchpad = ownScratchpad;
    }

    /** Starts binding a primitive. */
    public static Builder of(Primitive primitive) {
        return new Builder(primitive);
    }

    /** Runs the primitive on the calling thread's stream. */
    public void run() {
        run(Engine.stream());
    }

    /** Runs the primitive on the calling thread's stream, which the caller has looked up before. */
    public void run(Engine.Stream stream) {
        int status = dnnl_primitive_execute(primitive.pointer(), stream.pointer(), memories.size(), arguments);
        Reference.reachabilityFence(this);
        OneDnnException.check(status, "primitive_execute");
        EXECUTED.increment();
    }

    /** Primitives executed by this process through this library: how a test knows that oneDNN did the work. */
    public static long executed() {
        return EXECUTED.sum();
    }

    /** Frees the arguments and the primitive; the memories stay their owner's. */
    @Override
    public void close() {
        arguments.close();
        primitive.close();
        if (ownScratchpad != null) {
            ownScratchpad.close();
        }
    }

    /** Collects the arguments of an {@link Execution}. */
    public static final class Builder {
        private final Primitive primitive;
        private final List<Integer> indices = new ArrayList<>();
        private final List<Memory> memories = new ArrayList<>();

        private Builder(Primitive primitive) {
            this.primitive = primitive;
        }

        /** Passes an array as an argument such as {@code DNNL_ARG_SRC}. */
        public Builder with(int argument, Memory memory) {
            indices.add(argument);
            memories.add(memory);
            return this;
        }

        /** Binds; without a {@code DNNL_ARG_SCRATCHPAD} the execution brings its own. */
        public Execution build() {
            long scratchpadBytes = primitive.desc().scratchpadBytes();
            BytePointer scratchpad = null;
            if (scratchpadBytes > 0 && !indices.contains(DNNL_ARG_SCRATCHPAD)) {
                scratchpad = new BytePointer(scratchpadBytes);
                with(DNNL_ARG_SCRATCHPAD, Memory.at(scratchpad.address(), MemoryDesc.bytes(scratchpadBytes)));
            }
            var arguments = new dnnl_exec_arg_t(Math.max(1, memories.size()));
            for (int i = 0; i < memories.size(); i++) {
                arguments.position(i).arg(indices.get(i)).memory(memories.get(i).pointer());
            }
            arguments.position(0);
            return new Execution(primitive, List.copyOf(memories), arguments, scratchpad);
        }
    }
}
