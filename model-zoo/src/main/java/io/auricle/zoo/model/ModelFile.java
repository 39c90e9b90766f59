package io.auricle.zoo.model;

import static java.util.Objects.requireNonNull;

import io.auricle.internal.AtomicFile;
import io.auricle.zoo.internal.FloatArray;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes model files: a trained network in one zip, with front end, labels, standardizer and history.
 *
 * <pre>{@code
 * ModelFile.write(Path.of("city.zip"), model);
 * SoundModel same = ModelFile.read(Path.of("city.zip"));
 * }</pre>
 *
 * <p>The zip holds DL4J's own {@code configuration.json}, {@code coefficients.bin} and, if the graph was trained, {@code
 * updaterState.bin}, so that {@code ModelSerializer.restoreComputationGraph} opens it, and {@code auricle.json}, format version 2;
 * files of version 1 open as well.
 *
 * <p><b>Safety.</b> A model file is data from a stranger. This reader takes four entries and refuses every other; parses strictly; lets
 * only known classes through to DL4J; works out the number of parameters before it makes any; and never deserialises Java objects.
 * <em>DL4J's own restore does none of this: do not open a stranger's file with it.</em>
 *
 * <p><b>Threads.</b> Safe. <b>Cost.</b> The file is held in memory while it is read: 8 MB for {@code cnn-lstm}, three times that with its
 * optimiser; at most 512 MB.
 */
public final class ModelFile {
    private static final int MOST_FILE_BYTES = 512 << 20;
    private static final int LOOKED_AT_FIRST = 1 << 20;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0); // equal models give equal files

    private ModelFile() {}

    /**
     * Writes a model, with its optimiser's state if it has one: aside first, then renamed, so that nobody sees half a file.
     *
     * @param file  where to; replaced if it is there
     * @param model what to write
     * @throws IllegalArgumentException if a weight is not finite
     * @throws IOException              if writing fails; nothing is left behind then
     */
    public static void write(Path file, SoundModel model) throws IOException {
        write(file, model, Graphs.updaterState(model.graph()));
    }

    /**
     * Writes a model for use only: without its optimiser's state, a third of the size.
     *
     * @param file  where to; replaced if it is there
     * @param model what to write
     * @throws IllegalArgumentException if a weight is not finite
     * @throws IOException              if writing fails; nothing is left behind then
     */
    public static void writeForUse(Path file, SoundModel model) throws IOException {
        write(file, model, new float[0]);
    }

    private static void write(Path file, SoundModel model, float[] state) throws IOException {
        float[] weights = Graphs.weights(model.graph());
        checkFinite(weights);
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            writeEntries(zip, model, weights, state);
            zip.finish();
        });
    }

    private static void checkFinite(float[] weights) {
        try {
            FloatArray.requireFinite("graph", weights);
        } catch (Refusal e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void writeEntries(ZipOutputStream zip, SoundModel model, float[] weights, float[] state)
            throws IOException {
        pack(zip, ModelContents.AURICLE, ModelJson.write(model));
        pack(zip, ModelContents.CONFIGURATION, Graphs.json(model.graph()));
        store(zip, ModelContents.COEFFICIENTS, FloatArray.write(weights));
        if (state.length > 0) {
            store(zip, ModelContents.UPDATER_STATE, FloatArray.write(state));
        }
    }

    private static void pack(ZipOutputStream zip, String name, byte[] data) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    /** Weights hardly shrink when packed, so they are only stored. */
    private static void store(ZipOutputStream zip, String name, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(data.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
    }

    /**
     * Reads a model, with its optimiser's state if the file has one.
     *
     * @param file what {@link #write} wrote
     * @return the model
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundModel read(Path file) throws IOException {
        return model(file.toString(), bytes(file), true);
    }

    /**
     * Reads a model from a stream, such as a resource in a jar, to its end.
     *
     * @param in   what {@link #write} wrote; not closed
     * @param name what errors call it
     * @return the model
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static SoundModel read(InputStream in, String name) throws IOException {
        return model(name, bytes(in, name), true);
    }

    /**
     * Reads the model whose weights the artifact {@code io.auricle:model-zoo-pretrained} brings, to look into it, test it or train it on.
     *
     * @return the model, under the weights' licence, CC BY-NC 3.0
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static SoundModel pretrained() throws IOException {
        return model(Pretrained.NAME, Pretrained.bytes(), true);
    }

    static SoundModel model(String source, byte[] bytes, boolean withUpdater) throws MalformedModelException {
        try {
            return ModelContents.read(bytes, withUpdater).load();
        } catch (Refusal e) {
            throw malformed(source, e);
        }
    }

    static MalformedModelException malformed(String source, Refusal e) {
        return new MalformedModelException(source, e.entry(), e.rule(), e.found(), e.getCause());
    }

    static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "a model file must be a file");
        }
        long length = Files.size(file);
        checkLength(file.toString(), length);
        if (length > LOOKED_AT_FIRST) {
            checkEnds(file, length);
        }
        return Files.readAllBytes(file);
    }

    /** So that a large file of another kind is not read for nothing. */
    private static void checkEnds(Path file, long length) throws IOException {
        ByteArrayOutputStream ends = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(file)) {
            ends.write(in.readNBytes(StrictZip.END_BYTES));
            in.skipNBytes(length - 2L * StrictZip.END_BYTES);
            ends.write(in.readNBytes(StrictZip.END_BYTES));
            StrictZip.checkEnds(ends.toByteArray());
        } catch (Refusal e) {
            throw malformed(file.toString(), e);
        }
    }

    static byte[] bytes(InputStream in, String name) throws IOException {
        requireNonNull(name, "name");
        byte[] start = in.readNBytes(StrictZip.END_BYTES);
        if (start.length < StrictZip.END_BYTES || !StrictZip.startsAsZip(start)) {
            return start; // enough to refuse
        }
        byte[] bytes = new SequenceInputStream(new ByteArrayInputStream(start), in).readNBytes(MOST_FILE_BYTES + 1);
        checkLength(name, bytes.length);
        return bytes;
    }

    private static void checkLength(String source, long length) throws MalformedModelException {
        if (length > MOST_FILE_BYTES) {
            throw new MalformedModelException(
                    source,
                    "",
                    "a model file must have at most " + MOST_FILE_BYTES + " bytes",
                    length + " or more",
                    null);
        }
    }
}
