package io.auricle.zoo.model;

/** What the numbers that a network answers with mean. */
public enum OutputKind {
    /** Probabilities of labels that exclude each other: all together are 1. At least two labels. */
    SOFTMAX(2),
    /** One probability per label, each on its own: several labels, or none, may be true at once. */
    SIGMOID(1),
    /** Plain values, such as an embedding: no probabilities. */
    VALUES(1);

    private final int leastClasses;

    OutputKind(int leastClasses) {
        this.leastClasses = leastClasses;
    }

    /** {@return the smallest number of outputs that makes sense} */
    public int leastClasses() {
        return leastClasses;
    }
}
