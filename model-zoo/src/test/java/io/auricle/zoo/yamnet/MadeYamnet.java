package io.auricle.zoo.yamnet;

import io.auricle.zoo.yamnet.FlatBufferWriter.Table;
import io.auricle.zoo.yamnet.YamnetLayer.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A TFLite file of YAMNet's layout with drawn weights. The tree is open to changes before {@link #bytes()}: {@link #operator} and {@link
 * #weights} lead to the tables of a layer. The first layers are float and the others int8, as in the published file.
 */
public final class MadeYamnet {
    private static final int CAPACITY = 17 << 20;
    private static final int RESHAPE = 22;
    private static final List<Integer> CODES = List.of(
            RESHAPE,
            TfliteGraph.CONV_2D,
            TfliteGraph.DEPTHWISE_CONV_2D,
            TfliteGraph.MEAN,
            TfliteGraph.FULLY_CONNECTED,
            TfliteGraph.LOGISTIC);

    private final Random random;
    private final boolean allFloat;
    private final List<Table> tensors = new ArrayList<>();
    private final List<Table> buffers = new ArrayList<>();
    private final List<Table> operators = new ArrayList<>();
    private final Table root = new Table();

    public MadeYamnet(long seed, boolean allFloat) {
        this.random = new Random(seed);
        this.allFloat = allFloat;
        buffers.add(new Table()); // by convention the empty one
        int last = tensor(new Table().with(0, new int[] {1, 96, 64, 1}));
        operators.add(operator(RESHAPE, new int[] {0}, 0, null, last));
        for (YamnetLayer layer : YamnetLayer.all()) {
            if (layer.kind() == Kind.DENSE) {
                int axes = constant(new int[] {2}, TfliteGraph.INT32, ints(1, 2));
                last = step(TfliteGraph.MEAN, 27, new Table(), last, axes);
            }
            last = layer(layer, last);
        }
        step(TfliteGraph.LOGISTIC, 0, null, last);
        List<Table> codes = CODES.stream()
                .map(code -> new Table().with(0, code).with(3, code))
                .toList();
        Table graph = new Table().with(0, tensors).with(3, operators);
        root.with(0, 3).with(1, codes).with(2, new ArrayList<>(List.of(graph))).with(4, buffers);
    }

    private int layer(YamnetLayer layer, int last) {
        boolean early = layer.outputs() <= 64 && layer.kind() != Kind.POINTWISE;
        int weights = allFloat || early ? floats(layer) : integers(layer);
        int bias = constant(new int[] {layer.outputs()}, TfliteGraph.FLOAT32, drawn(layer.outputs(), 0.1f));
        Table options = new Table();
        switch (layer.kind()) {
            case CONVOLUTION, POINTWISE -> {
                options.with(1, layer.stride())
                        .with(2, layer.stride())
                        .with(3, 1)
                        .with(4, 1)
                        .with(5, 1);
                return step(TfliteGraph.CONV_2D, 1, options, last, weights, bias);
            }
            case DEPTHWISE -> {
                options.with(1, layer.stride())
                        .with(2, layer.stride())
                        .with(3, 1)
                        .with(4, 1);
                return step(TfliteGraph.DEPTHWISE_CONV_2D, 2, options, last, weights, bias);
            }
            default -> {
                return step(TfliteGraph.FULLY_CONNECTED, 8, options, last, weights, bias);
            }
        }
    }

    /** He's bound for uniform numbers, so that values keep their size through all layers. */
    private static float bound(YamnetLayer layer) {
        int read = layer.weights() / layer.outputs();
        return (float) Math.sqrt(6.0 / read);
    }

    private int floats(YamnetLayer layer) {
        return constant(layer.fileShape(), TfliteGraph.FLOAT32, drawn(layer.weights(), bound(layer)));
    }

    private int integers(YamnetLayer layer) {
        byte[] values = new byte[layer.weights()];
        random.nextBytes(values);
        float[] scales = new float[layer.outputs()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = bound(layer) / 128 * (0.5f + random.nextFloat());
        }
        int number = constant(layer.fileShape(), TfliteGraph.INT8, values);
        tensors.get(number)
                .with(
                        4,
                        new Table()
                                .with(2, scales)
                                .with(3, new long[scales.length])
                                .with(6, layer.channelAxis()));
        return number;
    }

    private byte[] drawn(int count, float bound) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((2 * random.nextFloat() - 1) * bound);
        }
        return bytes.array();
    }

    static byte[] ints(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    static byte[] floats(float value, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private int constant(int[] shape, int type, byte[] data) {
        buffers.add(new Table().with(0, data));
        return tensor(new Table().with(0, shape).with(1, type).with(2, buffers.size() - 1));
    }

    private int tensor(Table table) {
        tensors.add(table);
        return tensors.size() - 1;
    }

    /** Adds an operator and the tensor that it writes. */
    private int step(int code, int optionsKind, Table options, int... inputs) {
        int output = tensor(new Table().with(0, new int[] {1}));
        operators.add(operator(code, inputs, optionsKind, options, output));
        return output;
    }

    private static Table operator(int code, int[] inputs, int optionsKind, Table options, int output) {
        Table table = new Table().with(0, CODES.indexOf(code)).with(1, inputs).with(2, new int[] {output});
        return options == null ? table : table.with(3, optionsKind).with(4, options);
    }

    Table root() {
        return root;
    }

    Table graph() {
        return root.tables(2).get(0);
    }

    List<Table> operators() {
        return operators;
    }

    /** The operator of a layer, by its place in {@link YamnetLayer#all()}; 27 is the mean, 28 the dense layer, 29 the sigmoid. */
    Table operator(int layer) {
        return operators.get(layer + 1);
    }

    /** The tensor of an operator's input. */
    Table tensor(int layer, int input) {
        return tensors.get(operator(layer).ints(1)[input]);
    }

    /** The buffer of an operator's input. */
    Table buffer(int layer, int input) {
        return buffers.get((Integer) tensor(layer, input).get(2));
    }

    public byte[] bytes() {
        return FlatBufferWriter.write(root, "TFL3", CAPACITY);
    }
}
