package io.auricle.onednn.internal.layers;

import io.auricle.onednn.internal.BoundedCache;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all helpers have: programs kept by shape, and a way out. Whatever oneDNN refuses is left to Deeplearning4j from
 * then on, with one warning.
 */
abstract class Helper implements LayerHelper {
    /** Shapes that one layer keeps: forward and backward of a few batch sizes. */
    private static final int PROGRAMS_KEPT = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Helper.class);

    private final String layer;
    private final BoundedCache<Object, Program> programs = new BoundedCache<>(PROGRAMS_KEPT);
    private boolean off;
    private long answered;
    private long declined;

    Helper(String layer) {
        this.layer = layer;
    }

    /** The program of a key, made at its first use. */
    Program program(Object key, Supplier<Program> make) {
        return programs.get(key, k -> make.get());
    }

    /** Runs a call, or returns null for Deeplearning4j to do it. */
    <T> T attempt(boolean able, Supplier<T> call) {
        if (off || !able) {
            declined++;
            return null;
        }
        try {
            T result = call.get();
            answered++;
            return result;
        } catch (RuntimeException e) {
            off = true;
            declined++;
            LOG.warn("Layer {} goes on without oneDNN, which failed: {}", layer, e.getMessage());
            return null;
        }
    }

    /** Calls that oneDNN did. */
    long answered() {
        return answered;
    }

    /** Calls that were left to Deeplearning4j. */
    long declined() {
        return declined;
    }

    @Override
    public boolean checkSupported() {
        return true;
    }

    @Override
    public Map<String, Long> helperMemoryUse() {
        return Map.of();
    }
}
