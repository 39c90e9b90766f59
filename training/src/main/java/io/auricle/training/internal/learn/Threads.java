package io.auricle.training.internal.learn;

import org.nd4j.linalg.factory.Nd4j;

/** How many threads ND4J's own operations use; oneDNN is told by its own options. */
public final class Threads {
    private Threads() {}

    /** Sets the threads of ND4J's loops and of its matrix products, for the whole process. */
    public static void use(int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }
}
