package io.auricle.onednn.internal;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;

/** The processor as oneDNN sees it: one engine per process, one stream per thread. */
public final class Engine extends NativeHandle<dnnl_engine> {
    private static final class Holder {
        static final Engine ENGINE = new Engine();
        static final ThreadLocal<Stream> STREAM = ThreadLocal.withInitial(() -> new Stream(ENGINE));
    }

    private Engine() {
        super(create(), org.bytedeco.dnnl.global.dnnl::dnnl_engine_destroy);
    }

    /** The engine; the natives must be {@linkplain NativeLibrary#problem() there}. */
    public static Engine get() {
        return Holder.ENGINE;
    }

    /** The calling thread's stream, on which primitives run at once and in order. */
    public static Stream stream() {
        return Holder.STREAM.get();
    }

    private static dnnl_engine create() {
        var engine = new dnnl_engine();
        OneDnnException.check(dnnl_engine_create(engine, dnnl_cpu, 0), "engine_create");
        return engine;
    }

    /** A queue of primitives of one thread. */
    public static final class Stream extends NativeHandle<dnnl_stream> {
        private Stream(Engine engine) {
            super(create(engine), org.bytedeco.dnnl.global.dnnl::dnnl_stream_destroy);
        }

        private static dnnl_stream create(Engine engine) {
            var stream = new dnnl_stream();
            OneDnnException.check(
                    dnnl_stream_create(stream, engine.pointer(), dnnl_stream_default_flags), "stream_create");
            return stream;
        }
    }
}
