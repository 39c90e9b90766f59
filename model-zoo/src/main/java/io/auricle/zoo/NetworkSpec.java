package io.auricle.zoo;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.OutputKind;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What an {@link Architecture} makes a graph for.
 *
 * <p><b>Shape.</b> {@code [N, windows, bands, frames]} in, {@code [N, classes]} out. <b>Threads.</b> Immutable.
 *
 * @param bands       rows of the input; at least 1
 * @param frames      columns of the input, in time; at least 1
 * @param windows     consecutive windows of a clip that are read at once, as channels; at least 1
 * @param classes     outputs; at least 2 for {@link OutputKind#SOFTMAX}, else at least 1
 * @param output      what the outputs mean
 * @param seed        seed of the initial weights and of dropout
 * @param updater     the optimiser; empty: the network's own default
 * @param weightDecay share of a weight that a step takes away, before the learning rate is multiplied in; in [0, 1)
 */
public record NetworkSpec(
        int bands,
        int frames,
        int windows,
        int classes,
        OutputKind output,
        long seed,
        Optional<IUpdater> updater,
        double weightDecay) {

    /** Name of the graph's input in {@link #graph()}. */
    public static final String INPUT = "spectrogram";

    /** Name that the networks of this library give their output. */
    public static final String OUTPUT = "label";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public NetworkSpec {
        requireNonNull(output, "output");
        requireNonNull(updater, "updater");
        check(bands >= 1, "bands must be at least 1, got %d", bands);
        check(frames >= 1, "frames must be at least 1, got %d", frames);
        check(windows >= 1, "windows must be at least 1, got %d", windows);
        check(classes >= output.leastClasses(), "classes must be at least %d, got %d", output.leastClasses(), classes);
        check(weightDecay >= 0 && weightDecay < 1, "weightDecay must be in [0, 1), got %s", weightDecay);
    }

    /**
     * Specifies a network that names one label, with its own default optimiser.
     *
     * @param frontEnd what makes the input
     * @param classes  labels; at least 2
     * @param seed     seed of the initial weights and of dropout
     * @return the specification
     */
    public static NetworkSpec of(FrontEnd frontEnd, int classes, long seed) {
        return builder().frontEnd(frontEnd).classes(classes).seed(seed).build();
    }

    /** {@return a builder; input size and classes are still to be set} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all of this set} */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .inputShape(bands, frames)
                .windows(windows)
                .classes(classes)
                .output(output)
                .seed(seed)
                .weightDecay(weightDecay);
        updater.ifPresent(builder::updater);
        return builder;
    }

    /**
     * Starts a graph: seed, optimiser, FLOAT, Glorot's initial weights, and the input {@value #INPUT} with its type.
     *
     * @return DL4J's builder, to which layers and outputs are to be added
     */
    public GraphBuilder graph() {
        NeuralNetConfiguration.Builder conf = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER_UNIFORM); // Glorot's rule, Keras's default
        updater.ifPresent(conf::updater);
        return conf.graphBuilder().addInputs(INPUT).setInputTypes(InputType.convolutional(bands, frames, windows));
    }

    /** {@return a dense layer that ends the graph: one output per class, with the activation and the loss of {@link #output}} */
    public OutputLayer outputLayer() {
        return outputLayerBuilder().build();
    }

    OutputLayer.Builder outputLayerBuilder() {
        return switch (output) {
            case SOFTMAX -> output(LossFunction.MCXENT, Activation.SOFTMAX);
            case SIGMOID -> output(LossFunction.XENT, Activation.SIGMOID);
            case VALUES -> output(LossFunction.MSE, Activation.IDENTITY);
        };
    }

    private OutputLayer.Builder output(LossFunction loss, Activation activation) {
        return new OutputLayer.Builder(loss).nOut(classes).activation(activation);
    }

    /** Collects what a graph is made for. */
    public static final class Builder {
        private int bands;
        private int frames;
        private int windows = 1;
        private int classes;
        private OutputKind output = OutputKind.SOFTMAX;
        private long seed = 1;
        private Optional<IUpdater> updater = Optional.empty();
        private double weightDecay;

        private Builder() {}

        /**
         * Takes bands and frames from a front end.
         *
         * @param frontEnd what makes the input
         * @return this builder
         */
        public Builder frontEnd(FrontEnd frontEnd) {
            return inputShape(frontEnd.bands(), frontEnd.frames());
        }

        /**
         * Sets bands and frames.
         *
         * @param bands  rows; at least 1
         * @param frames columns; at least 1
         * @return this builder
         */
        public Builder inputShape(int bands, int frames) {
            check(bands >= 1, "bands must be at least 1, got %d", bands);
            check(frames >= 1, "frames must be at least 1, got %d", frames);
            this.bands = bands;
            this.frames = frames;
            return this;
        }

        /**
         * Sets how many consecutive windows are read at once, as channels; 1 unless set.
         *
         * @param windows at least 1
         * @return this builder
         */
        public Builder windows(int windows) {
            this.windows = windows;
            return this;
        }

        /**
         * Sets the number of outputs.
         *
         * @param classes at least 2, or 1 where the output is no softmax
         * @return this builder
         */
        public Builder classes(int classes) {
            this.classes = classes;
            return this;
        }

        /**
         * Sets what the outputs mean; {@link OutputKind#SOFTMAX} unless set.
         *
         * @param output the kind
         * @return this builder
         */
        public Builder output(OutputKind output) {
            this.output = requireNonNull(output, "output");
            return this;
        }

        /**
         * Seeds initial weights and dropout; 1 unless set.
         *
         * @param seed any number
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets the optimiser; the network's own unless set.
         *
         * @param updater DL4J's updater with its learning rate or schedule
         * @return this builder
         */
        public Builder updater(IUpdater updater) {
            this.updater = Optional.of(updater);
            return this;
        }

        /**
         * Lets weights decay beside the gradient; 0 unless set.
         *
         * @param weightDecay in [0, 1)
         * @return this builder
         */
        public Builder weightDecay(double weightDecay) {
            this.weightDecay = weightDecay;
            return this;
        }

        boolean hasInput() {
            return bands > 0;
        }

        /**
         * Makes the specification.
         *
         * @return the specification
         * @throws IllegalArgumentException if something is missing or out of range
         */
        public NetworkSpec build() {
            return new NetworkSpec(bands, frames, windows, classes, output, seed, updater, weightDecay);
        }
    }
}
