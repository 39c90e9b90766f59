package io.auricle.onednn;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Runs stock Deeplearning4j networks on oneDNN.
 *
 * <pre>{@code
 * ComputationGraph fast = OneDnn.accelerate(network);
 * fast.fit(data);
 * }</pre>
 *
 * <p>Without the natives, or where a network has an option that no plan can express, the network runs as stock Deeplearning4j;
 * {@link #report} says so. <b>Threads.</b> A network is for one thread at a time, as in Deeplearning4j; two networks may run
 * in two threads.
 */
public final class OneDnn {
    private OneDnn() {}

    /** Whether oneDNN can be used in this process, and if not, why. */
    public static Availability availability() {
        return Availability.find();
    }

    /** {@link #accelerate(ComputationGraph, Options)} with all defaults. */
    public static ComputationGraph accelerate(ComputationGraph network) {
        return accelerate(network, Options.defaults());
    }

    /**
     * The same network, faster: it shares parameters, configuration and updater state with the given one.
     *
     * @param network an initialised network
     * @param options settings
     * @return a network to use instead of the given one; the given one itself if oneDNN is not available
     * @throws IllegalArgumentException if the precision is {@link Precision#BF16}, which {@link Availability} says is not to be had
     */
    public static ComputationGraph accelerate(ComputationGraph network, Options options) {
        requireNonNull(network, "network");
        requireNonNull(options, "options");
        Availability availability = availability();
        availability.resolve(options.precision());
        if (network instanceof Accelerated || !availability.available()) {
            return network;
        }
        return new AcceleratedGraph(network, options);
    }

    /** {@link #accelerate(MultiLayerNetwork, Options)} with all defaults. */
    public static MultiLayerNetwork accelerate(MultiLayerNetwork network) {
        return accelerate(network, Options.defaults());
    }

    /**
     * The same network, faster: it shares parameters, configuration and updater state with the given one.
     *
     * @param network an initialised network
     * @param options settings
     * @return a network to use instead of the given one; the given one itself if oneDNN is not available
     * @throws IllegalArgumentException if the precision is {@link Precision#BF16}, which {@link Availability} says is not to be had
     */
    public static MultiLayerNetwork accelerate(MultiLayerNetwork network, Options options) {
        requireNonNull(network, "network");
        requireNonNull(options, "options");
        Availability availability = availability();
        availability.resolve(options.precision());
        if (network instanceof Accelerated || !availability.available()) {
            return network;
        }
        return new AcceleratedNetwork(network, options);
    }

    /**
     * Compiles a graph for answers alone: for servers, whose parameters stay as they are and whose callers bring arrays of their own.
     *
     * @param network    an initialised network of one input and one output, which is left as it is; its parameters must not change from now on
     * @param options    settings
     * @param inputShape shape of the input, such as {@code 1, 1, bands, frames}
     * @return what answers; empty if oneDNN is not available, or has no plan for the network or the shape (the log says why)
     * @throws IllegalArgumentException if the network has several inputs or outputs, or the precision is
     *                                  {@link Precision#BF16}, which {@link Availability} says is not to be had
     */
    public static Optional<Inference> inference(ComputationGraph network, Options options, long... inputShape) {
        requireNonNull(network, "network");
        requireNonNull(options, "options");
        if (network.getNumInputArrays() != 1 || network.getNumOutputArrays() != 1) {
            throw new IllegalArgumentException("network must have one input and one output, got "
                    + network.getNumInputArrays() + " and " + network.getNumOutputArrays());
        }
        boolean rounds = availability().resolve(options.precision()) == Precision.BF16;
        return availability().available()
                ? Inference.compile(network, rounds, options.threads(), inputShape.clone())
                : Optional.empty();
    }

    /**
     * Layer by layer: what runs where, and why.
     *
     * @param network a network, accelerated or not
     */
    public static Report report(Model network) {
        requireNonNull(network, "network");
        if (network instanceof Accelerated accelerated) {
            return accelerated.report();
        }
        Availability availability = availability();
        return new Report(
                "stock Deeplearning4j; " + (availability.available() ? "not accelerated" : availability),
                Precision.FLOAT32,
                List.of());
    }
}
