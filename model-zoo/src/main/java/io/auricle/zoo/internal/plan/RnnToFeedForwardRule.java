package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** RnnToFeedForwardPreProcessor: steps become rows. */
final class RnnToFeedForwardRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        Need.sequence(preprocessor, in);
        Need.unstacked(preprocessor, in);
        boolean featuresFirst = Sequences.featuresFirst(preprocessor, "rnnDataFormat");
        return in.withDims(in.dim(featuresFirst ? 0 : 1))
                .withRows(Shape.times(in.rows(), in.dim(featuresFirst ? 1 : 0)));
    }
}
