package io.auricle.zoo.internal;

import static io.auricle.zoo.internal.Refusal.require;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A row of floats in ND4J's own binary form (that of {@code Nd4j.write}), without ND4J: a buffer of shape information, then a buffer of
 * values; each is the name of its allocation mode, its length, the name of its type, and its numbers, big-endian.
 */
public final class FloatArray {
    private static final String MODE = "MIXED_DATA_TYPES";
    private static final String OLD_MODE = "LONG_SHAPE";
    private static final long FLOAT_OPTION = 8192;
    private static final long[] ROW_TAIL = {1, FLOAT_OPTION, 1, 'c'}; // stride, options, element stride, order

    private FloatArray() {}

    /** Bytes of an array of so many values, with the longest header that is taken. */
    public static long mostBytes(long values) {
        return values * Float.BYTES + 256;
    }

    /**
     * Reads an array.
     *
     * @param entry  its name in refusals
     * @param bytes  its bytes
     * @param least  fewest values that it may have
     * @param most   most values that it may have
     * @return the values, all finite
     * @throws Refusal if the header is another, the lengths disagree, or a value is not finite
     */
    public static float[] read(String entry, byte[] bytes, long least, long most) throws Refusal {
        ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
        long length;
        try (DataInputStream in = new DataInputStream(rest)) {
            long shaped = readShape(entry, in);
            length = readHeader(entry, in, "FLOAT");
            require(
                    length >= least && length <= most,
                    entry,
                    length,
                    least == most ? "its length must be %d values" : "its length must be %d to %d values",
                    least,
                    most);
            require(shaped == length, entry, length, "its length must be that of its shape, %d", shaped);
        } catch (IOException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw new Refusal(entry, "must start with the header of an ND4J array", "its end or other bytes");
        }
        require(
                rest.available() == length * Float.BYTES,
                entry,
                rest.available(),
                "must have %d bytes behind its header",
                length * Float.BYTES);
        float[] values = new float[(int) length];
        ByteBuffer.wrap(bytes, bytes.length - rest.available(), rest.available())
                .asFloatBuffer()
                .get(values);
        requireFinite(entry, values);
        return values;
    }

    private static long readShape(String entry, DataInputStream in) throws IOException {
        long numbers = readHeader(entry, in, "LONG");
        require(numbers == 6 || numbers == 8, entry, numbers, "its shape must be 6 or 8 numbers");
        int rank = (int) (numbers - 4) / 2;
        long[] shape = new long[(int) numbers];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = in.readLong();
        }
        boolean row = shape[0] == rank && (rank == 1 || shape[1] == 1) && shape[shape.length - 3] == FLOAT_OPTION;
        require(row, entry, Arrays.toString(shape), "its shape must be that of one row of floats");
        return shape[rank];
    }

    private static long readHeader(String entry, DataInputStream in, String type) throws IOException {
        String mode = in.readUTF();
        require(mode.equals(MODE) || mode.equals(OLD_MODE), entry, "another", "its allocation mode must be %s", MODE);
        long length = in.readLong();
        String found = in.readUTF();
        require(found.equals(type), entry, "another", "its values must be of type %s", type);
        return length;
    }

    /**
     * Refuses values that are not finite.
     *
     * @param entry  their name
     * @param values the values
     * @throws Refusal if one is NaN or infinite; the first is named
     */
    public static void requireFinite(String entry, float[] values) throws Refusal {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new Refusal(entry, "values must be finite", values[i] + " at index " + i);
            }
        }
    }

    /**
     * Writes an array as {@code Nd4j.write} does.
     *
     * @param values the values
     * @return the bytes
     */
    public static byte[] write(float[] values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) mostBytes(values.length));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeHeader(out, 2L + ROW_TAIL.length, "LONG");
            out.writeLong(1);
            out.writeLong(values.length);
            for (long number : ROW_TAIL) {
                out.writeLong(number);
            }
            writeHeader(out, values.length, "FLOAT");
            ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES);
            data.asFloatBuffer().put(values);
            out.write(data.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static void writeHeader(DataOutputStream out, long length, String type) throws IOException {
        out.writeUTF(MODE);
        out.writeLong(length);
        out.writeUTF(type);
    }
}
