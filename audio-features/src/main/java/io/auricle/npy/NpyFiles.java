package io.auricle.npy;

import static java.util.Objects.requireNonNull;

import io.auricle.internal.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads NumPy's {@code .npy} files of 32- and 64-bit floats with one to four dimensions, and writes them with 32 bits.
 *
 * <pre>{@code
 * NpyFiles.write(Path.of("mel.npy"), NpyArray.of(bands, frames, values));   // np.load("mel.npy") in Python
 * }</pre>
 *
 * <p><b>Follows</b> the format's version 1.0 (NEP 1), C order, either byte order; 64-bit values are rounded to 32. Everything else is
 * refused, by name.
 * <b>Threads.</b> Stateless.
 */
public final class NpyFiles {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** Magic, version and header length. */
    private static final int PREFIX_BYTES = MAGIC.length + 2;

    private static final int ALIGNMENT = 64;
    private static final int BLOCK_FLOATS = 1 << 14;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private static final Set<String> TYPES = Set.of("<f4", "<f8", ">f4", ">f8");

    private NpyFiles() {}

    /**
     * Reads a file.
     *
     * @param file where it is
     * @return its array
     * @throws IOException if it cannot be read, or is not of the kind that this class reads; the text says why
     */
    public static NpyArray read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * Reads a stream to the end of its array.
     *
     * @param in   the bytes of a file; stays open
     * @param name what errors call it
     * @return its array
     * @throws IOException if it cannot be read, or is not of the kind that this class reads; the text says why
     */
    public static NpyArray read(InputStream in, String name) throws IOException {
        requireNonNull(name, "name");
        String header = header(in, name);
        String type = type(header, name);
        List<Integer> shape = shape(header, name);
        long count = 1;
        for (int dimension : shape) {
            count *= dimension;
            if (count > Integer.MAX_VALUE - 8) {
                throw refused(name, "array must have fewer than 2^31 - 8 values", shape);
            }
        }
        return NpyArray.trusted(shape, values(in, name, (int) count, type));
    }

    /**
     * Writes a file, aside first and then renamed.
     *
     * @param file  where to; replaced if it is there
     * @param array what to write
     * @throws IOException if writing fails
     */
    public static void write(Path file, NpyArray array) throws IOException {
        requireNonNull(array, "array");
        AtomicFile.write(requireNonNull(file, "file"), out -> write(out, array));
    }

    /**
     * Writes to a stream, which stays open.
     *
     * @param out   where to
     * @param array what to write
     * @throws IOException if writing fails
     */
    public static void write(OutputStream out, NpyArray array) throws IOException {
        String lengths = array.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String shape = "(" + lengths + (array.shape().size() == 1 ? ",)" : ")");
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
        int padding = ALIGNMENT - (PREFIX_BYTES + header.length() + 1) % ALIGNMENT;
        header += " ".repeat(padding % ALIGNMENT) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(4 * BLOCK_FLOATS).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes.array(), 0, bytes.position());
        float[] values = array.raw();
        for (int from = 0; from < values.length; from += BLOCK_FLOATS) {
            int n = Math.min(BLOCK_FLOATS, values.length - from);
            bytes.clear().asFloatBuffer().put(values, from, n);
            out.write(bytes.array(), 0, 4 * n);
        }
    }

    private static String header(InputStream in, String name) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX_BYTES);
        if (prefix.length < PREFIX_BYTES || !Arrays.equals(prefix, 0, 6, MAGIC, 0, 6)) {
            throw refused(name, "a .npy file must start with \\x93NUMPY", prefix.length + " other bytes");
        }
        if (prefix[6] != 1) {
            throw refused(name, ".npy version must be 1.0", prefix[6] + "." + prefix[7]);
        }
        int length = (prefix[8] & 0xFF) | (prefix[9] & 0xFF) << 8;
        byte[] header = in.readNBytes(length);
        if (header.length < length) {
            throw refused(name, "header must have " + length + " bytes", header.length);
        }
        return new String(header, StandardCharsets.ISO_8859_1);
    }

    /** Byte order, kind and size, such as {@code <f4}. */
    private static String type(String header, String name) throws IOException {
        String type = field(DESCR, header, name);
        if (!TYPES.contains(type)) {
            throw refused(
                    name, "values must be floats of 32 or 64 bits ('<f4', '<f8', '>f4' or '>f8')", "'" + type + "'");
        }
        return type;
    }

    private static List<Integer> shape(String header, String name) throws IOException {
        if (field(ORDER, header, name).equals("True")) {
            throw refused(name, "array must be in C order", "Fortran order");
        }
        String text = field(SHAPE, header, name);
        var shape = new ArrayList<Integer>();
        for (String each : text.split(",")) {
            if (!each.isBlank()) {
                shape.add(dimension(each.strip(), name));
            }
        }
        if (shape.isEmpty() || shape.size() > NpyArray.MOST_DIMENSIONS) {
            throw refused(name, "array must have 1 to " + NpyArray.MOST_DIMENSIONS + " dimensions", "(" + text + ")");
        }
        return List.copyOf(shape);
    }

    private static int dimension(String text, String name) throws IOException {
        if (!text.matches("[0-9]{1,9}")) {
            throw refused(name, "dimension must be a number below 10^9", text);
        }
        return Integer.parseInt(text);
    }

    private static String field(Pattern pattern, String header, String name) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw refused(name, "header must match " + pattern, header.strip());
        }
        return matcher.group(1);
    }

    /** Grows as bytes arrive: the header is not trusted for the allocation. */
    private static float[] values(InputStream in, String name, int count, String type) throws IOException {
        ByteOrder order = type.startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int size = type.endsWith("8") ? Double.BYTES : Float.BYTES;
        var values = new float[Math.min(count, BLOCK_FLOATS)];
        for (int filled = 0; filled < count; ) {
            if (filled == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * filled));
            }
            int n = Math.min(BLOCK_FLOATS, values.length - filled);
            byte[] bytes = in.readNBytes(size * n);
            if (bytes.length < size * n) {
                throw refused(name, "array must have " + count + " values", filled + bytes.length / size);
            }
            convert(ByteBuffer.wrap(bytes).order(order), size, values, filled, n);
            filled += n;
        }
        return values;
    }

    private static void convert(ByteBuffer bytes, int size, float[] values, int from, int count) {
        if (size == Float.BYTES) {
            bytes.asFloatBuffer().get(values, from, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            values[from + i] = (float) bytes.getDouble();
        }
    }

    private static IOException refused(String name, String rule, Object found) {
        return new IOException(name + ": " + rule + ", got " + found);
    }
}
