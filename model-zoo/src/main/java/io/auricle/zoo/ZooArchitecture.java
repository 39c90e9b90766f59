package io.auricle.zoo;

import io.auricle.features.FrontEnd;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network of this zoo in its default size.
 *
 * @param network  its class, for messages
 * @param builders makes a builder with the default sizes
 */
record ZooArchitecture(
        String word,
        Class<? extends SoundNetwork> network,
        FrontEnd usualFrontEnd,
        boolean batchNormAfterDropout,
        Supplier<SoundNetwork.Builder<?>> builders)
        implements Architecture {

    @Override
    public ComputationGraph create(NetworkSpec spec) {
        return builders.get().spec(spec).build().init();
    }

    @Override
    public String toString() {
        return word;
    }
}
