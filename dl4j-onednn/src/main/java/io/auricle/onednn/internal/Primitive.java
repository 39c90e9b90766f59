package io.auricle.onednn.internal;

import org.bytedeco.dnnl.dnnl_primitive;

/** An operation that is ready to run; bind it to memory by {@link Execution}. */
public final class Primitive extends NativeHandle<dnnl_primitive> {
    private final PrimitiveDesc desc;

    Primitive(dnnl_primitive pointer, PrimitiveDesc desc) {
        super(pointer, org.bytedeco.dnnl.global.dnnl::dnnl_primitive_destroy);
        this.desc = desc;
    }

    public PrimitiveDesc desc() {
        return desc;
    }
}
