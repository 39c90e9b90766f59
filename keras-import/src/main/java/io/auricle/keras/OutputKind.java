package io.auricle.keras;

/** What the values mean that a network answers. */
public enum OutputKind {
    /** One probability for each class; they sum to 1. */
    SOFTMAX,
    /** Probabilities that do not depend on each other; a single one for two classes. */
    SIGMOID,
    /** Any values. */
    VALUES
}
