package io.auricle.onednn.internal;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/**
 * Owner of one native object: freed once, by {@link #close()} or when the owner is no longer reachable.
 *
 * @param <P> kind of the native object
 */
public abstract class NativeHandle<P extends Pointer> implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicLong LIVE = new AtomicLong();

    private final P pointer;
    private final Cleaner.Cleanable cleanable;
    private volatile boolean closed;

    /** Frees a native object; must not refer to its owner. */
    @FunctionalInterface
    protected interface Destructor<P> {
        int destroy(P pointer);
    }

    protected NativeHandle(P pointer, Destructor<P> destructor) {
        this.pointer = pointer;
        LIVE.incrementAndGet();
        this.cleanable = CLEANER.register(this, () -> {
            LIVE.decrementAndGet();
            destructor.destroy(pointer);
        });
    }

    /** The native object; hold this handle (see {@link java.lang.ref.Reference#reachabilityFence}) while native code uses it. */
    public final P pointer() {
        if (closed) {
            throw new IllegalStateException(getClass().getSimpleName() + " was closed");
        }
        return pointer;
    }

    @Override
    public void close() {
        closed = true;
        cleanable.clean();
    }

    /** Native objects that live now: those of a soak test must not grow. */
    public static long live() {
        return LIVE.get();
    }
}
