package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** FeedForwardToCnnPreProcessor: a row as a picture. */
final class FeedForwardToCnnRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        Need.row(preprocessor, in);
        Shape made = CnnToFeedForwardRule.picture(preprocessor);
        Need.madeFor(preprocessor, Shape.of(made.values()), in);
        return in.withDims(made.dim(0), made.dim(1), made.dim(2));
    }
}
