package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run is carried out on this machine: nothing here belongs to its recorded outcome.
 *
 * @param threads threads of the network, and threads that compute features; at least 1
 * @param oneDnn  whether the network runs on oneDNN where it can
 * @param resume  whether a run that was cut off in the same folder is continued
 * @param cache   folder of spectrograms that other runs share, made if absent; empty: computed anew and kept in
 *               memory
 */
public record Execution(int threads, boolean oneDnn, boolean resume, Optional<Path> cache) {
    /** Checks every range. */
    public Execution {
        check(threads >= 1, "threads must be at least 1, got %d", threads);
        requireNonNull(cache, "cache");
    }

    /** {@return a builder with the defaults: what is off, is off} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of these options set} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.threads = threads;
        builder.oneDnn = oneDnn;
        builder.resume = resume;
        builder.cache = cache;
        return builder;
    }

    /** Collects the options of this group. */
    public static final class Builder {
        private int threads = Runtime.getRuntime().availableProcessors();
        private boolean oneDnn = true;
        private boolean resume;
        private Optional<Path> cache = Optional.empty();

        private Builder() {}

        /** Sets {@code threads}: threads of the network, and threads that compute features; at least 1. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** Sets {@code oneDnn}: whether the network runs on oneDNN where it can. */
        public Builder oneDnn(boolean value) {
            oneDnn = value;
            return this;
        }

        /** Sets {@code resume}: whether a run that was cut off in the same folder is continued. */
        public Builder resume(boolean value) {
            resume = value;
            return this;
        }

        /**
         * Sets {@code cache}: folder of spectrograms that other runs share, made if absent; empty: computed anew and
         * kept in memory.
         */
        public Builder cache(Path value) {
            cache = Optional.of(value);
            return this;
        }

        /** Makes the options, or refuses one that is out of its range. */
        public Execution build() {
            return new Execution(threads, oneDnn, resume, cache);
        }
    }
}
