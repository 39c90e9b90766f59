package io.auricle.onnx.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** An ONNX graph as it grows: nodes, constants, and unique names. Writes IR version 8, opset 17. */
public final class OnnxGraph {
    /** What a dimension is called that the file leaves open. */
    public static final String BATCH = "batch";

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> names = new HashSet<>();

    /**
     * Declares an input of floats.
     *
     * @param name  its name
     * @param shape its lengths, without the batch; -1 for an open one
     * @return the tensor
     */
    public Value input(String name, long... shape) {
        graph.addInput(info(unique(name), shape));
        return new Value(name, shape.length + 1);
    }

    /**
     * Declares an output of floats.
     *
     * @param value what it is
     * @param name  its name
     * @param shape its lengths, without the batch; -1 for an open one
     */
    public void output(Value value, String name, long... shape) {
        String free = unique(name);
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(free)
                .addInput(value.name())
                .addOutput(free));
        graph.addOutput(info(free, shape));
    }

    private static ValueInfoProto info(String name, long... shape) {
        TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
        dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        for (int i = 0; i < shape.length; i++) {
            TensorShapeProto.Dimension.Builder dim = TensorShapeProto.Dimension.newBuilder();
            dims.addDim(shape[i] < 0 ? dim.setDimParam("length" + (i + 1)) : dim.setDimValue(shape[i]));
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dims)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /**
     * Adds an operator of one output.
     *
     * @param op         ONNX's name of it
     * @param name       wanted name of the node and its output
     * @param rank       axes of the output
     * @param attributes its attributes: Long, long[], Float, float[], String or List of String
     * @param inputs     names of what it reads; empty names for inputs left out
     * @return its output
     */
    public Value node(String op, String name, int rank, Map<String, ?> attributes, String... inputs) {
        return nodes(op, name, 1, rank, attributes, inputs)[0];
    }

    /**
     * Adds an operator of several outputs.
     *
     * @param op         ONNX's name of it
     * @param name       wanted name of the node and its first output
     * @param outputs    how many outputs
     * @param rank       axes of each output
     * @param attributes its attributes
     * @param inputs     names of what it reads
     * @return its outputs
     */
    public Value[] nodes(String op, String name, int outputs, int rank, Map<String, ?> attributes, String... inputs) {
        String free = unique(name);
        NodeProto.Builder node =
                NodeProto.newBuilder().setOpType(op).setName(free).addAllInput(List.of(inputs));
        Value[] values = new Value[outputs];
        for (int i = 0; i < outputs; i++) {
            values[i] = new Value(i == 0 ? free : unique(free + "-" + i), rank);
            node.addOutput(values[i].name());
        }
        attributes.keySet().stream().sorted().forEach(key -> node.addAttribute(attribute(key, attributes.get(key))));
        graph.addNode(node);
        return values;
    }

    private static AttributeProto attribute(String key, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(key);
        if (value instanceof Long number) {
            return attribute.setType(AttributeType.INT).setI(number).build();
        }
        if (value instanceof long[] numbers) {
            for (long number : numbers) {
                attribute.addInts(number);
            }
            return attribute.setType(AttributeType.INTS).build();
        }
        if (value instanceof Float number) {
            return attribute.setType(AttributeType.FLOAT).setF(number).build();
        }
        if (value instanceof float[] numbers) {
            for (float number : numbers) {
                attribute.addFloats(number);
            }
            return attribute.setType(AttributeType.FLOATS).build();
        }
        if (value instanceof List<?> texts) {
            texts.forEach(text -> attribute.addStrings(ByteString.copyFromUtf8((String) text)));
            return attribute.setType(AttributeType.STRINGS).build();
        }
        return attribute
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8((String) value))
                .build();
    }

    /**
     * Adds a constant.
     *
     * @param name  wanted name
     * @param array its values
     * @param shape its shape
     * @return its name
     */
    public String constant(String name, INDArray array, long... shape) {
        float[] values =
                array.castTo(DataType.FLOAT).dup('c').reshape(array.length()).toFloatVector();
        return constant(name, values, shape);
    }

    /**
     * Adds a constant.
     *
     * @param name   wanted name
     * @param values its values, the last dimension running fastest
     * @param shape  its shape; none for a single number
     * @return its name
     */
    public String constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, raw, shape);
    }

    /**
     * Adds a constant of whole numbers.
     *
     * @param name   wanted name
     * @param values its values
     * @return its name
     */
    public String integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, raw, values.length);
    }

    /**
     * Adds a single whole number.
     *
     * @param name  wanted name
     * @param value its value
     * @return its name
     */
    public String integer(String name, long value) {
        ByteBuffer raw =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        return constant(name, TensorProto.DataType.INT64, raw);
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer raw, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(unique(name)).setDataType(type.getNumber());
        for (long length : shape) {
            tensor.addDims(length);
        }
        graph.addInitializer(tensor.setRawData(ByteString.copyFrom(raw.rewind())));
        return tensor.getName();
    }

    /**
     * Ends the graph.
     *
     * @param name     its name
     * @param metadata what the file tells beside it
     * @return the model
     */
    public ModelProto model(String name, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("auricle")
                .setGraph(graph.setName(name))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }
}
