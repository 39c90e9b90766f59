package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** What one kind of DL4J's preprocessors makes of a shape. */
interface PreprocessorRule {
    Shape apply(JsonReader preprocessor, Shape in) throws Refusal;
}
