package io.auricle.zoo;

import io.auricle.features.FrontEnd;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A kind of network, with the facts that training needs to choose good defaults for it. Those of this library are constants of {@link
 * Architectures}; a network of your own is a class that implements this:
 *
 * <pre>{@code
 * final class Tiny implements Architecture {
 *     public String word() { return "tiny"; }
 *     public FrontEnd usualFrontEnd() { return FrontEnd.compact(); }
 *     public ComputationGraph create(NetworkSpec spec) {
 *         ComputationGraph graph = new ComputationGraph(spec.graph()
 *                 .addLayer("pool", new SubsamplingLayer.Builder().kernelSize(4, 4).stride(4, 4).build(), NetworkSpec.INPUT)
 *                 .addLayer("dense", new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build(), "pool")
 *                 .addLayer(NetworkSpec.OUTPUT, spec.outputLayer(), "dense")
 *                 .setOutputs(NetworkSpec.OUTPUT).build());
 *         graph.init();
 *         return graph;
 *     }
 * }
 * }</pre>
 *
 * <p>Pass an object of it wherever an architecture is asked for. To have it found by its word as well, on the command line for example, name
 * the class in {@code META-INF/services/io.auricle.zoo.Architecture} of your jar, and give it a public constructor without parameters.
 *
 * <p><b>Shape.</b> The graph reads {@code [N, windows, bands, frames]}, time on the last axis, and answers {@code [N, classes]}. It is made of
 * layers and vertices that a model file may hold: {@link Architectures#create} checks both.
 */
public interface Architecture {

    /** {@return a short name of lower-case letters, digits and hyphens, such as {@code cnn-lstm}, as in model files and on the command line} */
    String word();

    /** {@return the front end that this network is usually used with} */
    FrontEnd usualFrontEnd();

    /**
     * Tells whether batch normalisation follows dropout anywhere in the network. Dropout changes the variance of what it lets through
     * in training, but not in use, and such a batch normalisation learns the wrong one; a recipe may then do without dropout.
     *
     * @return false unless overridden
     */
    default boolean batchNormAfterDropout() {
        return false;
    }

    /**
     * Makes a graph with initial weights. Equal specifications must give equal weights.
     *
     * @param spec sizes, seed, optimiser
     * @return a new graph, ready to train
     * @throws IllegalArgumentException if the input is too small for the network
     */
    ComputationGraph create(NetworkSpec spec);
}
