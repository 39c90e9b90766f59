package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;

/** What one kind of vertex without parameters makes of shapes. */
interface VertexRule {

    /**
     * @param in     at least one
     * @param inputs the network's inputs by name
     */
    Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal;
}
