package io.auricle.training.internal.run;

import static java.util.Objects.requireNonNull;

import io.auricle.training.internal.RunFiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Everything that a run needs to go on after an epoch as if it had never stopped.
 *
 * @param run       digest of the run's options and data: a checkpoint of another run is never used
 * @param epoch     epochs done
 * @param steps     steps done, which is also the place in the schedule
 * @param weights   the training weights
 * @param updater   the updater's state
 * @param average   the moving average of weights; empty if there is none
 * @param kept      the weights that would be kept if the run ended now
 * @param keptEpoch the epoch they are of
 * @param history   the rows of {@code history.csv} so far
 */
public record Checkpoint(
        String run,
        int epoch,
        long steps,
        float[] weights,
        float[] updater,
        float[] average,
        float[] kept,
        int keptEpoch,
        String history) {
    private static final long MAGIC = 0x6175_7269_636C_6531L; // "auricle1"
    private static final int LARGEST = 1 << 28;

    /** Refuses absent parts. */
    public Checkpoint {
        requireNonNull(run, "run");
        requireNonNull(history, "history");
    }

    /** Writes the checkpoint aside and renames it; ends with a checksum of everything before it. */
    public void write(Path file) throws IOException {
        RunFiles.write(file, this::write);
    }

    private void write(OutputStream target) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeLong(MAGIC);
        writeText(out, run);
        out.writeInt(epoch);
        out.writeLong(steps);
        for (float[] values : new float[][] {weights, updater, average, kept}) {
            writeFloats(out, values);
        }
        out.writeInt(keptEpoch);
        writeText(out, history);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a checkpoint.
     *
     * @throws IOException if the file is cut, damaged or no checkpoint; the message says so
     */
    public static Checkpoint read(Path file) throws IOException {
        try (CheckedInputStream checked =
                        new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            long remaining = Files.size(file);
            if (in.readLong() != MAGIC) {
                throw new IOException("not a checkpoint");
            }
            String run = readText(in, remaining);
            int epoch = in.readInt();
            long steps = in.readLong();
            float[][] arrays = new float[4][];
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = readFloats(in, remaining);
            }
            int keptEpoch = in.readInt();
            String history = readText(in, remaining);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new IOException("its checksum does not fit");
            }
            return new Checkpoint(run, epoch, steps, arrays[0], arrays[1], arrays[2], arrays[3], keptEpoch, history);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "it is cut short" : e.getMessage();
            throw new IOException("checkpoint " + file + " cannot be used: " + reason, e);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in, long most) throws IOException {
        return new String(in.readNBytes(length(in, 1, most)), StandardCharsets.UTF_8);
    }

    private static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private static float[] readFloats(DataInputStream in, long most) throws IOException {
        byte[] bytes = new byte[length(in, Float.BYTES, most) * Float.BYTES];
        in.readFully(bytes);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    /** A length that the file can hold, so that a damaged one does not ask for all memory. */
    private static int length(DataInputStream in, int unit, long most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST || (long) length * unit > most) {
            throw new IOException("a length in it is " + length);
        }
        return length;
    }
}
