package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** CnnToRnnPreProcessor: the rows of an example become steps, each a picture flattened. */
final class CnnToRnnRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        Need.picture(preprocessor, in);
        Need.unstacked(preprocessor, in);
        Need.madeFor(preprocessor, CnnToFeedForwardRule.picture(preprocessor), in);
        boolean featuresFirst = Sequences.featuresFirst(preprocessor, "rnnDataFormat");
        return Sequences.of(in.withRows(1), featuresFirst, in.rowValues(), in.rows());
    }
}
