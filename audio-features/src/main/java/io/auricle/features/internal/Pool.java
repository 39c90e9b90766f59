package io.auricle.features.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Scratch space that outlives a call, so that an immutable object may be shared by threads and still allocate nothing in the
 * long run. Keeps as many as there are processors; more are made when more threads come at once, and then forgotten.
 *
 * @param <T> the scratch space
 */
public final class Pool<T> {
    private final AtomicReferenceArray<T> kept =
            new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
    private final Supplier<T> maker;

    /**
     * Makes an empty pool.
     *
     * @param maker makes scratch space when none is free
     */
    public Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /**
     * Takes one out.
     *
     * @return scratch space that nobody else has
     */
    public T take() {
        for (int i = 0; i < kept.length(); i++) {
            T one = kept.getAndSet(i, null);
            if (one != null) {
                return one;
            }
        }
        return maker.get();
    }

    /**
     * Puts one back.
     *
     * @param one what {@link #take} gave
     */
    public void put(T one) {
        for (int i = 0; i < kept.length(); i++) {
            if (kept.compareAndSet(i, null, one)) {
                return;
            }
        }
    }
}
