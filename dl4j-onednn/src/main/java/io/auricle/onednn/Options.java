package io.auricle.onednn;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Settings of {@link OneDnn#accelerate}, made by {@link #builder()}.
 *
 * @param threads      threads of each oneDNN operation; at least 1; empty: the OpenMP runtime's own choice
 * @param precision    how exact products are; {@link Precision#FLOAT32} unless set
 * @param plansKept    compiled shapes that a network keeps, the least recently used one goes first; at least 1
 */
public record Options(OptionalInt threads, Precision precision, int plansKept) {
    public Options {
        if (threads.isPresent() && threads.getAsInt() < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads.getAsInt());
        }
        requireNonNull(precision, "precision");
        if (plansKept < 1) {
            throw new IllegalArgumentException("plansKept must be at least 1, got " + plansKept);
        }
    }

    /** All defaults. */
    public static Options defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects {@link Options}. */
    public static final class Builder {
        private OptionalInt threads = OptionalInt.empty();
        private Precision precision = Precision.FLOAT32;
        private int plansKept = 8;

        private Builder() {}

        /** Threads of each oneDNN operation; at least 1. */
        public Builder threads(int count) {
            this.threads = OptionalInt.of(count);
            return this;
        }

        /** How exact products are; {@link Precision#FLOAT32} unless set. */
        public Builder precision(Precision value) {
            this.precision = value;
            return this;
        }

        /** Compiled shapes that a network keeps; at least 1, 8 unless set. */
        public Builder plansKept(int count) {
            this.plansKept = count;
            return this;
        }

        public Options build() {
            return new Options(threads, precision, plansKept);
        }
    }
}
