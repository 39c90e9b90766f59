package io.auricle.onnx.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;

/** Vertices without a layer. */
final class Vertices {
    @FunctionalInterface
    private interface VertexExport {
        Value export(Network network, String name, GraphVertex vertex, List<Value> inputs);
    }

    private static final Map<Class<?>, VertexExport> KNOWN = Map.ofEntries(
            Map.entry(MergeVertex.class, (n, name, v, in) -> merge(n, name, (MergeVertex) v, in)),
            Map.entry(ElementWiseVertex.class, (n, name, v, in) -> elementWise(n, name, (ElementWiseVertex) v, in)),
            Map.entry(ReshapeVertex.class, (n, name, v, in) -> reshape(n, name, (ReshapeVertex) v, in.get(0))),
            Map.entry(
                    PreprocessorVertex.class,
                    (n, name, v, in) ->
                            Preprocessors.export(n, name, ((PreprocessorVertex) v).getPreProcessor(), in.get(0))),
            Map.entry(LastTimeStepVertex.class, (n, name, v, in) -> RecurrentExport.last(n.graph(), name, in.get(0))),
            Map.entry(ReverseTimeSeriesVertex.class, (n, name, v, in) -> reverse(n.graph(), name, in.get(0))),
            Map.entry(
                    ScaleVertex.class,
                    (n, name, v, in) -> number(n.graph(), "Mul", name, ((ScaleVertex) v).getScaleFactor(), in.get(0))),
            Map.entry(
                    ShiftVertex.class,
                    (n, name, v, in) -> number(n.graph(), "Add", name, ((ShiftVertex) v).getShiftFactor(), in.get(0))),
            Map.entry(SubsetVertex.class, (n, name, v, in) -> subset(n.graph(), name, (SubsetVertex) v, in.get(0))),
            Map.entry(StackVertex.class, (n, name, v, in) -> n.graph()
                    .node("Concat", name, in.get(0).rank(), Map.of("axis", 0L), names(in))),
            Map.entry(UnstackVertex.class, (n, name, v, in) -> unstack(n.graph(), name, (UnstackVertex) v, in.get(0))),
            Map.entry(
                    L2NormalizeVertex.class,
                    (n, name, v, in) -> normalize(n.graph(), name, (L2NormalizeVertex) v, in.get(0))));

    private Vertices() {}

    static Set<Class<?>> taken() {
        return KNOWN.keySet();
    }

    static Value export(Network network, String name, GraphVertex vertex, List<Value> inputs) {
        VertexExport known = KNOWN.get(vertex.getClass());
        if (known == null) {
            throw new NoOperatorException(name, "vertex " + vertex.getClass().getSimpleName());
        }
        return known.export(network, name, vertex, inputs);
    }

    private static String[] names(List<Value> values) {
        return values.stream().map(Value::name).toArray(String[]::new);
    }

    private static Value merge(Network network, String name, MergeVertex vertex, List<Value> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        return network.graph()
                .node(
                        "Concat",
                        name,
                        inputs.get(0).rank(),
                        Map.of("axis", (long) vertex.getMergeAxis()),
                        names(inputs));
    }

    private static Value elementWise(Network network, String name, ElementWiseVertex vertex, List<Value> inputs) {
        int rank = inputs.get(0).rank();
        String[] names = names(inputs);
        return switch (vertex.getOp()) {
            case Add -> network.graph().node("Sum", name, rank, Map.of(), names);
            case Average -> network.graph().node("Mean", name, rank, Map.of(), names);
            case Max -> network.graph().node("Max", name, rank, Map.of(), names);
            case Subtract -> network.graph().node("Sub", name, rank, Map.of(), names);
            case Product -> {
                Value product = inputs.get(0);
                for (Value factor : inputs.subList(1, inputs.size())) {
                    product = network.graph().node("Mul", name, rank, Map.of(), product.name(), factor.name());
                }
                yield product;
            }
        };
    }

    private static Value reshape(Network network, String name, ReshapeVertex vertex, Value input) {
        if (vertex.getReshapeOrder() != 'c') {
            throw new NoOperatorException(name, "a reshape in order " + vertex.getReshapeOrder());
        }
        long[] shape = ConvolutionExport.longs(vertex.getNewShape());
        return network.graph()
                .node(
                        "Reshape",
                        name,
                        shape.length,
                        Map.of(),
                        input.name(),
                        network.graph().integers(name + "-shape", shape));
    }

    private static Value reverse(OnnxGraph graph, String name, Value input) {
        return graph.node(
                "Slice",
                name,
                input.rank(),
                Map.of(),
                input.name(),
                graph.integers(name + "-starts", -1),
                graph.integers(name + "-ends", Long.MIN_VALUE),
                graph.integers(name + "-axes", 2),
                graph.integers(name + "-steps", -1));
    }

    private static Value number(OnnxGraph graph, String op, String name, double number, Value input) {
        String constant = graph.constant(name + "-number", new float[] {(float) number});
        return graph.node(op, name, input.rank(), Map.of(), input.name(), constant);
    }

    private static Value subset(OnnxGraph graph, String name, SubsetVertex vertex, Value input) {
        return graph.node(
                "Slice",
                name,
                input.rank(),
                Map.of(),
                input.name(),
                graph.integers(name + "-starts", vertex.getFrom()),
                graph.integers(name + "-ends", vertex.getTo() + 1L),
                graph.integers(name + "-axes", 1));
    }

    private static Value unstack(OnnxGraph graph, String name, UnstackVertex vertex, Value input) {
        Value[] parts =
                graph.nodes("Split", name, vertex.getStackSize(), input.rank(), Map.of("axis", 0L), input.name());
        return parts[vertex.getFrom()];
    }

    private static Value normalize(OnnxGraph graph, String name, L2NormalizeVertex vertex, Value input) {
        long[] axes = vertex.getDimension() == null || vertex.getDimension().length == 0
                ? LongStream.range(1, input.rank()).toArray()
                : ConvolutionExport.longs(vertex.getDimension());
        Value norm = graph.node(
                "ReduceL2", name + "-norm", input.rank(), Map.of("axes", axes, "keepdims", 1L), input.name());
        String least = graph.constant(name + "-least", new float[] {(float) vertex.getEps()});
        Value safe = graph.node("Max", name + "-safe", input.rank(), Map.of(), norm.name(), least);
        return graph.node("Div", name, input.rank(), Map.of(), input.name(), safe.name());
    }
}
