package io.auricle.zoo.yamnet;

import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.yamnet.FlatBuffer.Table;
import io.auricle.zoo.yamnet.FlatBuffer.Vector;
import java.util.Arrays;

/**
 * The operators and constant tensors of a TFLite file with one graph. <b>Follows</b> TensorFlow Lite's schema, version 3; numbers of
 * fields and operators are the schema's. <b>Threads.</b> Immutable.
 */
final class TfliteGraph {
    static final int CONV_2D = 3;
    static final int DEPTHWISE_CONV_2D = 4;
    static final int FULLY_CONNECTED = 9;
    static final int LOGISTIC = 14;
    static final int MEAN = 40;

    static final int FLOAT32 = 0;
    static final int INT32 = 2;
    static final int INT8 = 9;

    private static final int IDENTIFIER = 0x334C4654; // "TFL3", little-endian
    private static final int IDENTIFIER_AT = 4;
    private static final int VERSION = 3;
    private static final int MOST_ENTRIES = 4096;
    private static final int MOST_DIMENSIONS = 8;

    private final Vector operatorCodes;
    private final Vector buffers;
    private final Vector tensors;
    private final Vector operators;

    TfliteGraph(byte[] bytes) throws Refusal {
        Refusal.require(
                bytes.length >= 2 * Integer.BYTES && identifier(bytes) == IDENTIFIER,
                "",
                describe(bytes),
                "a TFLite file must have \"TFL3\" at byte %d",
                IDENTIFIER_AT);
        Table model = new FlatBuffer(bytes).root();
        int version = model.intAt(0, 0);
        Refusal.require(version == VERSION, "", version, "the version of the schema must be %d", VERSION);
        operatorCodes = few(model.vector(1, Integer.BYTES), "operator codes");
        buffers = few(model.vector(4, Integer.BYTES), "buffers");
        Vector graphs = model.vector(2, Integer.BYTES);
        Refusal.require(graphs.length() == 1, "", graphs.length(), "the number of graphs must be 1");
        tensors = few(graphs.table(0).vector(0, Integer.BYTES), "tensors");
        operators = few(graphs.table(0).vector(3, Integer.BYTES), "operators");
    }

    private static int identifier(byte[] bytes) {
        int value = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(bytes[IDENTIFIER_AT + i]);
        }
        return value;
    }

    private static String describe(byte[] bytes) {
        int most = 2 * Integer.BYTES;
        return bytes.length < most
                ? bytes.length + " bytes"
                : "bytes " + Arrays.toString(Arrays.copyOfRange(bytes, IDENTIFIER_AT, most));
    }

    private static Vector few(Vector entries, String name) throws Refusal {
        Refusal.require(
                entries.length() <= MOST_ENTRIES, "", entries.length(), "%s must be at most %d", name, MOST_ENTRIES);
        return entries;
    }

    int operators() {
        return operators.length();
    }

    Operator operator(int index) throws Refusal {
        Table table = operators.table(index);
        int codeIndex = table.intAt(0, 0);
        Refusal.require(
                codeIndex >= 0 && codeIndex < operatorCodes.length(),
                "operator " + index,
                codeIndex,
                "the operator code must be one of %d",
                operatorCodes.length());
        Table code = operatorCodes.table(codeIndex);
        // Files written before operator 127 existed have only the byte, later ones have both.
        return new Operator(index, table, Math.max(code.byteAt(0, 0), code.intAt(3, 0)));
    }

    /** One step of the graph. */
    final class Operator {
        private final int index;
        private final Table table;
        private final int code;

        private Operator(int index, Table table, int code) {
            this.index = index;
            this.table = table;
            this.code = code;
        }

        int code() {
            return code;
        }

        String entry() {
            return "operator " + index;
        }

        /** {@return the number of a tensor that it reads} */
        int input(int position) throws Refusal {
            return number(table.vector(1, Integer.BYTES), position, "inputs");
        }

        /** {@return the number of the first tensor that it writes} */
        int output() throws Refusal {
            return number(table.vector(2, Integer.BYTES), 0, "outputs");
        }

        private int number(Vector numbers, int position, String what) throws Refusal {
            Refusal.require(
                    numbers.length() > position, entry(), numbers.length(), "%s must be more than %d", what, position);
            return numbers.intAt(position);
        }

        /** Its settings, which must be of this kind. */
        Table options(int kind) throws Refusal {
            int found = table.byteAt(3, 0);
            Refusal.require(found == kind, entry(), found, "the kind of its options must be %d", kind);
            return table.table(4);
        }
    }

    Tensor tensor(int number, String entry) throws Refusal {
        Refusal.require(
                number >= 0 && number < tensors.length(),
                entry,
                number,
                "the number of a tensor must be in [0, %d)",
                tensors.length());
        return new Tensor(number, tensors.table(number));
    }

    /** One array of the graph. */
    final class Tensor {
        private final int number;
        private final Table table;

        private Tensor(int number, Table table) {
            this.number = number;
            this.table = table;
        }

        String entry() {
            return "tensor " + number;
        }

        int type() throws Refusal {
            return table.byteAt(1, FLOAT32);
        }

        int[] shape() throws Refusal {
            Vector shape = table.vector(0, Integer.BYTES);
            Refusal.require(
                    shape.length() <= MOST_DIMENSIONS,
                    entry(),
                    shape.length(),
                    "dimensions must be at most %d",
                    MOST_DIMENSIONS);
            return shape.ints();
        }

        void requireShape(int... expected) throws Refusal {
            int[] shape = shape();
            Refusal.require(
                    Arrays.equals(shape, expected),
                    entry(),
                    Arrays.toString(shape),
                    "the shape must be %s",
                    Arrays.toString(expected));
        }

        /** Its constant values: exactly so many of so many bytes each, stored densely in the file. */
        Vector data(int values, int valueBytes) throws Refusal {
            Refusal.require(!table.has(6), entry(), "a sparse one", "the tensor must be dense");
            int buffer = table.intAt(2, 0);
            Refusal.require(
                    buffer >= 0 && buffer < buffers.length(),
                    entry(),
                    buffer,
                    "the number of the buffer must be in [0, %d)",
                    buffers.length());
            Vector raw = buffers.table(buffer).vector(0, Byte.BYTES);
            Refusal.require(
                    raw.length() == (long) values * valueBytes,
                    entry(),
                    raw.length(),
                    "its data must have %d bytes",
                    (long) values * valueBytes);
            return raw.of(valueBytes);
        }

        /** {@return whether the values are integers with scales} */
        boolean quantised() {
            return table.has(4);
        }

        /** How integers become numbers. */
        Table quantisation() throws Refusal {
            return table.table(4);
        }
    }
}
