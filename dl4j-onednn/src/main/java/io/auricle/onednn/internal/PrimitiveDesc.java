package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** An operation with its shapes, and the layouts that this processor likes for them. */
public final class PrimitiveDesc extends NativeHandle<dnnl_primitive_desc> {
    private final String operation;

    private PrimitiveDesc(dnnl_primitive_desc pointer, String operation) {
        super(pointer, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_desc_destroy);
        this.operation = operation;
    }

    /** One of oneDNN's {@code …_primitive_desc_create} functions with all but three arguments bound. */
    @FunctionalInterface
    interface Creator {
        int create(dnnl_primitive_desc out, dnnl_engine engine, dnnl_primitive_attr attributes);
    }

    /** Asks oneDNN for an operation; throws an exception that says "unimplemented" where it has none. */
    static PrimitiveDesc create(String name, Attributes attributes, Creator creator) {
        var out = new dnnl_primitive_desc();
        try (Attributes plain = attributes == null ? new Attributes() : null) {
            var used = attributes == null ? plain : attributes;
            OneDnnException.check(creator.create(out, Engine.get().pointer(), used.pointer()), name);
        }
        return new PrimitiveDesc(out, name);
    }

    /** What it computes, such as {@code convolution_forward}. */
    public String operation() {
        return operation;
    }

    /** Makes the operation ready to run. */
    public Primitive primitive() {
        var out = new dnnl_primitive();
        OneDnnException.check(dnnl_primitive_create(out, pointer()), "primitive_create");
        return new Primitive(out, this);
    }

    /** Layout of an argument such as {@code DNNL_ARG_SRC}; of size 0 if the operation does not use it. */
    public MemoryDesc argument(int argument) {
        dnnl_memory_desc owned = dnnl_primitive_desc_query_md(pointer(), dnnl_query_exec_arg_md, argument);
        return owned == null || owned.isNull() ? MemoryDesc.bytes(0) : MemoryDesc.copyOf(owned);
    }

    /** Bytes of working memory that the caller must pass as {@code DNNL_ARG_SCRATCHPAD}. */
    public long scratchpadBytes() {
        dnnl_memory_desc owned = dnnl_primitive_desc_query_md(pointer(), dnnl_query_scratchpad_md, 0);
        return owned == null || owned.isNull() ? 0 : dnnl_memory_desc_get_size(owned);
    }

    /** Whether only oneDNN's slow reference code does this here. */
    public boolean isReference() {
        return implementation().startsWith("ref");
    }

    /** oneDNN's name of the code that will run, such as {@code jit:avx512_core}. */
    public String implementation() {
        try (var out = new PointerPointer<BytePointer>(1)) {
            OneDnnException.check(dnnl_primitive_desc_query(pointer(), dnnl_query_impl_info_str, 0, out), "query");
            return out.get(BytePointer.class, 0).getString();
        }
    }
}
