package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** CnnToFeedForwardPreProcessor: a picture flattened. */
final class CnnToFeedForwardRule implements PreprocessorRule {
    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        preprocessor.text("format", Set.of("NCHW"));
        Need.picture(preprocessor, in);
        Need.madeFor(preprocessor, picture(preprocessor), in);
        return in.withDims(in.rowValues());
    }

    static Shape picture(JsonReader preprocessor) throws Refusal {
        return Shape.of(
                preprocessor.integer("numChannels", 1, Need.MOST_UNITS),
                preprocessor.integer("inputHeight", 1, Need.MOST_UNITS),
                preprocessor.integer("inputWidth", 1, Need.MOST_UNITS));
    }
}
