package io.auricle.zoo.internal.plan;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PreprocessorVertex: a preprocessor on its own. */
final class PreprocessorVertexRule implements VertexRule {
    @Override
    public Shape apply(JsonReader vertex, List<Shape> in, Map<String, Shape> inputs) throws Refusal {
        vertex.onlyKeys(Set.of(KnownClasses.KEY, "preProcessor"));
        return Rules.preprocess(vertex.object("preProcessor"), ReshapeRule.only(vertex, in));
    }
}
