package io.auricle.training;

import io.auricle.training.result.EpochResult;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Hears what a run does, and may end it. Every method does nothing unless overridden.
 *
 * <p><b>Threads.</b> All are called on the thread that runs the training, between steps: a slow listener slows it down. Only
 * {@link #features} and {@link #cancelled} may be called on the threads that compute features, one call at a time.
 */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /**
     * A cross-validation begins with a fold.
     *
     * @param fold   the fold that tests
     * @param number how many-eth this is, from 1
     * @param folds  how many there are
     */
    default void fold(int fold, int number, int folds) {}

    /**
     * Features of some clips are done.
     *
     * @param part  which clips: {@code test}, then {@code train}, then {@code validation}; told by one thread at a time
     * @param done  clips done
     * @param clips clips of that part
     */
    default void features(String part, int done, int clips) {}

    /**
     * The network is made; DL4J's own listeners can be attached to it here.
     *
     * @param network the network that will learn
     */
    default void network(ComputationGraph network) {}

    /**
     * The first step is about to be made.
     *
     * @param plan what is about to be done
     */
    default void started(RunPlan plan) {}

    /**
     * A step is done.
     *
     * @param progress where the run is
     */
    default void step(StepProgress progress) {}

    /**
     * An epoch is done and its checkpoint written.
     *
     * @param epoch what it brought
     */
    default void epoch(EpochResult epoch) {}

    /**
     * Something that a person should know, such as a damaged checkpoint that was passed over.
     *
     * @param text one sentence
     */
    default void note(String text) {}

    /**
     * Whether to stop: asked after each step, and after each clip whose features are done. The run then keeps the best model so far and its checkpoints, and returns.
     *
     * @return true to stop
     */
    default boolean cancelled() {
        return false;
    }
}
