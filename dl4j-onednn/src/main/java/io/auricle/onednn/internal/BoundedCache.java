package io.auricle.onednn.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The most recently used values by key; the rest is closed.
 *
 * <p><b>Threads.</b> Not thread-safe: a network, which owns it, is not either.
 *
 * @param <K> key, usually a shape
 * @param <V> what is prepared for it
 */
public final class BoundedCache<K, V extends AutoCloseable> implements AutoCloseable {
    private final int capacity;
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** A cache of at most that many values, at least 1. */
    public BoundedCache(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, got " + capacity);
        }
        this.capacity = capacity;
    }

    /** The value of a key, made if it is not there; then the least recently used one beyond the capacity is closed. */
    public V get(K key, Function<? super K, ? extends V> make) {
        V value = entries.get(key);
        if (value == null) {
            if (entries.size() >= capacity) {
                evictOldest();
            }
            value = make.apply(key);
            entries.put(key, value);
        }
        return value;
    }

    public int size() {
        return entries.size();
    }

    @Override
    public void close() {
        while (!entries.isEmpty()) {
            evictOldest();
        }
    }

    private void evictOldest() {
        Map.Entry<K, V> oldest = entries.entrySet().iterator().next();
        entries.remove(oldest.getKey());
        try {
            oldest.getValue().close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("could not close " + oldest.getValue(), e);
        }
    }
}
