package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** Sequences in DL4J's two orders: NCW has features first, NWC steps first. */
final class Sequences {
    private Sequences() {}

    static boolean featuresFirst(JsonReader layer, String key) throws Refusal {
        return layer.text(key, Set.of("NCW", "NWC")).equals("NCW");
    }

    static Shape of(Shape in, boolean featuresFirst, long features, long steps) {
        return featuresFirst ? in.withDims(features, steps) : in.withDims(steps, features);
    }

    /** A recurrent layer inside another. */
    static LayerRule.Result recurrent(JsonReader layer, Shape in) throws Refusal {
        String kind = layer.text(
                KnownClasses.KEY, Set.of(KnownClasses.LAYER + "LSTM", KnownClasses.LAYER + "recurrent.SimpleRnn"));
        return (kind.endsWith("LSTM") ? new LstmRule() : new SimpleRnnRule()).apply(layer, in);
    }
}
