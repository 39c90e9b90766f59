package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;

/** ComposableInputPreProcessor: several, one after the other. */
final class ComposableRule implements PreprocessorRule {
    private static final int MOST = 8;

    @Override
    public Shape apply(JsonReader preprocessor, Shape in) throws Refusal {
        List<JsonReader> parts = preprocessor.objects("inputPreProcessors", MOST);
        Shape shape = in;
        for (JsonReader part : parts) {
            shape = Rules.preprocess(part, shape);
        }
        return shape;
    }
}
