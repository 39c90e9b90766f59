package io.auricle.zoo;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.features.FrontEnd;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.zoo.ModelMetaData;
import org.deeplearning4j.zoo.PretrainedType;
import org.deeplearning4j.zoo.ZooModel;
import org.deeplearning4j.zoo.ZooType;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A network of this zoo with all its sizes decided: a recipe for graphs, with the face of DL4J's {@link ZooModel}.
 *
 * <pre>{@code
 * ComputationGraph graph = CnnLstm.builder().frontEnd(FrontEnd.urbanSound()).classes(10).seed(1).build().init();
 * }</pre>
 *
 * <p>Only stock DL4J layers and vertices are used, so a saved graph opens in any DL4J 1.0.0-M2.1 without this library.
 *
 * <p><b>Shape.</b> {@code [N, 1, bands, frames]} in, time on the last axis; {@code [N, classes]} out. <b>Units.</b> Standardised
 * decibels in, probabilities out; FLOAT. <b>Threads.</b> Safe to share as long as nobody calls {@link #setInputShape}; each graph
 * that it makes belongs to one thread at a time. <b>Cost.</b> {@link #init()} allocates the parameters and draws them.
 */
@SuppressWarnings("unchecked") // init() returns a graph where DL4J's interface promises any model
public abstract class SoundNetwork extends ZooModel<ComputationGraph> {
    private final String word;
    private NetworkSpec spec;

    /**
     * Takes over what every network has; call {@link #checkSize()} once the network's own sizes are set.
     *
     * @param word    short name, as {@link Architecture#word()}
     * @param builder sizes, seed, optimiser
     * @throws IllegalArgumentException if input size or classes are missing or out of range
     */
    protected SoundNetwork(String word, Builder<?> builder) {
        this.word = requireNonNull(word, "word");
        check(
                builder.spec.hasInput(),
                "the front end (or inputShape) must be set: %s needs to know its bands and frames",
                word);
        this.spec = builder.spec.build();
    }

    /**
     * Writes the layers down, the output included.
     *
     * @param spec what the graph is made for; {@link NetworkSpec#graph()} starts one
     * @return the configuration
     */
    protected abstract ComputationGraphConfiguration configure(NetworkSpec spec);

    /** {@return the smallest input of which the convolutions and poolings leave something} */
    protected abstract InputSize smallestInput();

    /** {@return what this network's graphs are made for} */
    public final NetworkSpec spec() {
        return spec;
    }

    /**
     * Writes the network down as a DL4J configuration.
     *
     * @return a new configuration, with every shape inferred
     */
    public final ComputationGraphConfiguration conf() {
        return configure(spec);
    }

    /**
     * Makes a graph with initial weights, equal for equal seeds. Where DL4J has no name for an initialiser of Keras (orthogonal
     * recurrent kernels, Glorot's rule with Keras's fans for LSTM kernels), the weights are set here, after DL4J's own.
     *
     * @return a new graph, ready to train
     */
    @Override
    public final ComputationGraph init() {
        ComputationGraph graph = new ComputationGraph(conf());
        graph.init();
        RecurrentKernels.initialise(graph, spec.seed());
        return graph;
    }

    /**
     * Changes the input size, as DL4J's zoo does it; the builder is the better place. Not safe while others use this network.
     *
     * @param inputShape one shape {@code {windows, bands, frames}}
     * @throws IllegalArgumentException if there is not exactly one such shape, or it is too small for the network
     */
    @Override
    public final void setInputShape(int[][] inputShape) {
        check(
                inputShape.length == 1 && inputShape[0].length == 3 && inputShape[0][0] == spec.windows(),
                "inputShape must be one {%d, bands, frames}, got %s",
                spec.windows(),
                Arrays.deepToString(inputShape));
        checkSize(inputShape[0][1], inputShape[0][2]);
        spec = spec.toBuilder().inputShape(inputShape[0][1], inputShape[0][2]).build();
    }

    @Override
    public final Class<? extends Model> modelType() {
        return ComputationGraph.class;
    }

    @Override
    public final String modelName() {
        return word;
    }

    /**
     * Tells that DL4J has no weights of this network for its own data sets; shipped ones come as a model file.
     *
     * @param pretrainedType one of DL4J's data sets
     * @return null, DL4J's word for "none"
     */
    @Override
    public final String pretrainedUrl(PretrainedType pretrainedType) {
        return null;
    }

    @Override
    public final long pretrainedChecksum(PretrainedType pretrainedType) {
        return 0;
    }

    @Override
    @Deprecated
    public final ModelMetaData metaData() {
        return new ModelMetaData(new int[][] {{spec.windows(), spec.bands(), spec.frames()}}, 1, ZooType.CNN);
    }

    /**
     * Checks that the input is large enough; to be called by the constructor of each network, once its own sizes are set.
     *
     * @throws IllegalArgumentException if it is not
     */
    protected final void checkSize() {
        checkSize(spec.bands(), spec.frames());
    }

    private void checkSize(int bands, int frames) {
        InputSize least = smallestInput();
        check(
                bands >= least.bands() && frames >= least.frames(),
                "the front end must fit the network: %s needs at least %d bands x %d frames, got %d x %d",
                word,
                least.bands(),
                least.frames(),
                bands,
                frames);
    }

    /**
     * What every network of the zoo lets one choose.
     *
     * @param <B> the network's own builder
     */
    public abstract static class Builder<B extends Builder<B>> {
        private final NetworkSpec.Builder spec = NetworkSpec.builder();

        /**
         * Starts with the network's own optimiser.
         *
         * @param updater used unless another one is set
         */
        protected Builder(IUpdater updater) {
            spec.updater(updater);
        }

        /** {@return this, as the network's own builder} */
        protected abstract B self();

        /**
         * Decides the sizes.
         *
         * @return the network
         * @throws IllegalArgumentException if a size is missing, out of range, or the input too small for the network
         */
        public abstract SoundNetwork build();

        /**
         * Takes over a whole specification; one without an optimiser leaves the one that is set.
         *
         * @param given sizes, output, seed, optimiser
         * @return this builder
         */
        public B spec(NetworkSpec given) {
            spec.inputShape(given.bands(), given.frames())
                    .windows(given.windows())
                    .classes(given.classes())
                    .output(given.output())
                    .seed(given.seed())
                    .weightDecay(given.weightDecay());
            given.updater().ifPresent(spec::updater);
            return self();
        }

        /**
         * Makes the network for a front end: its bands and frames.
         *
         * @param frontEnd what makes the network's input
         * @return this builder
         */
        public B frontEnd(FrontEnd frontEnd) {
            return inputShape(frontEnd.bands(), frontEnd.frames());
        }

        /**
         * Makes the network for pictures of this size, where there is no front end to ask.
         *
         * @param bands  rows; at least 1
         * @param frames columns; at least 1
         * @return this builder
         */
        public B inputShape(int bands, int frames) {
            spec.inputShape(bands, frames);
            return self();
        }

        /**
         * Sets the number of labels; there is no default.
         *
         * @param classes at least 2
         * @return this builder
         */
        public B classes(int classes) {
            spec.classes(classes);
            return self();
        }

        /**
         * Seeds the initial weights and dropout; 1 unless set.
         *
         * @param seed any number
         * @return this builder
         */
        public B seed(long seed) {
            spec.seed(seed);
            return self();
        }

        /**
         * Sets the optimiser; each network has its own default.
         *
         * @param updater DL4J's updater with its learning rate or schedule
         * @return this builder
         */
        public B updater(IUpdater updater) {
            spec.updater(updater);
            return self();
        }

        /**
         * Lets weights (not biases, not batch norm) decay beside the gradient, as AdamW does; 0 unless set. A layer
         * with an L2 penalty of its own keeps that one instead.
         *
         * @param weightDecay share of a weight that a step takes away, before the learning rate is multiplied in; in [0, 1)
         * @return this builder
         */
        public B weightDecay(double weightDecay) {
            spec.weightDecay(weightDecay);
            return self();
        }
    }
}
