package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;

/** What one kind of layer makes of a shape, and how many parameters it has, by DL4J's rules, from its configuration alone. */
interface LayerRule {

    /** A layer's output and its number of parameters. */
    record Result(Shape shape, long parameters) {}

    Result apply(JsonReader layer, Shape in) throws Refusal;
}
