package io.auricle.zoo.classify;

import io.auricle.zoo.model.ModelInput;
import java.util.List;

/**
 * One network of a classifier: what its threads share.
 *
 * @param inputs  what the network reads
 * @param network makes networks over one set of parameters
 */
record Member(List<ModelInput> inputs, SharedNetwork network) {

    Predictor predictor() {
        return new Predictor(inputs, network.network(inputs));
    }

    /** Whether each input is made from sound. */
    boolean hasFrontEnds() {
        return inputs.stream().allMatch(input -> input.frontEnd().isPresent());
    }

    /** How sound is cut for it: all inputs as often as the longest. */
    List<Lane> lanes() {
        List<Lane> own = inputs.stream().map(Lane::of).toList();
        if (own.size() == 1) {
            return own;
        }
        double hop = own.get(Cutting.lead(own)).hopSeconds();
        return own.stream().map(lane -> lane.every(hop).together()).toList();
    }
}
