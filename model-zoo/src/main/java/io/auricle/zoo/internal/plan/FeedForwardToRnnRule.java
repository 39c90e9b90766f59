package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** FeedForwardToRnnPreProcessor: the rows of an example become steps. */
final class FeedForwardToRnnRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        Need.row(preprocessor, in);
        Need.unstacked(preprocessor, in);
        boolean featuresFirst = Sequences.featuresFirst(preprocessor, "rnnDataFormat");
        return Sequences.of(in.withRows(1), featuresFirst, in.dim(0), in.rows());
    }
}
