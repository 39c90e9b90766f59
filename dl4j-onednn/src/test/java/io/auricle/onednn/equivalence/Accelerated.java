package io.auricle.onednn.equivalence;

import org.deeplearning4j.nn.api.Model;

final class Accelerated {
    private Accelerated() {}
    static Model accelerate(Model network) { return network; }
}
