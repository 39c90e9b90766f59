package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** RnnToCnnPreProcessor: steps become rows, each a picture. */
final class RnnToCnnRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        Need.sequence(preprocessor, in);
        Need.unstacked(preprocessor, in);
        boolean featuresFirst = Sequences.featuresFirst(preprocessor, "rnnDataFormat");
        Shape made = CnnToFeedForwardRule.picture(preprocessor);
        Need.madeFor(preprocessor, Shape.of(made.values()), in.withDims(in.dim(featuresFirst ? 0 : 1)));
        return made.withRows(Shape.times(in.rows(), in.dim(featuresFirst ? 1 : 0)));
    }
}
