package io.auricle.training.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.auricle.training.internal.Json;
import io.auricle.training.internal.RunFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a run lies, and the rule that a folder holds one run only. */
public final class RunFolder {
    public static final String CONFIG = "config.json";
    public static final String HISTORY = "history.csv";
    public static final String MODEL = "model.zip";
    public static final String METRICS = "metrics.json";
    public static final String PREDICTIONS = "predictions.csv";
    public static final String REPORT = "report.html";
    public static final String SUMMARY = "crossvalidation.json";
    private static final List<String> OURS =
            List.of(CONFIG, HISTORY, MODEL, METRICS, PREDICTIONS, REPORT, "checkpoints", SUMMARY);

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Where a run will lie: nothing is made or asked yet. */
    public static RunFolder at(Path path) {
        return new RunFolder(path);
    }

    /**
     * Takes a folder for a run.
     *
     * @param path   the folder; made if it is not there
     * @param config what is to be run
     * @param resume whether an unfinished run of equal configuration may lie there already
     * @throws IOException if it cannot be written to, or holds another run, or one that is finished
     */
    public static RunFolder open(Path path, RunConfig config, boolean resume) throws IOException {
        requireUsable(path, config, resume);
        RunFolder folder = new RunFolder(path);
        if (Files.exists(path.resolve(CONFIG))) {
            return folder;
        }
        try {
            Files.createDirectories(path);
        } catch (FileSystemException e) {
            throw new IOException(path + " must be a folder that can be written to: " + RunFiles.reason(e), e);
        }
        RunFiles.write(path.resolve(CONFIG), config.toJson());
        return folder;
    }

    /** Refuses a folder before any time is spent: another run, one that is finished, or a file in its place. */
    public static void requireUsable(Path path, RunConfig config, boolean resume) throws IOException {
        requireWritable(path);
        if (Files.exists(path.resolve(CONFIG)) && resume) {
            requireSameRun(path, config);
            if (finished(path)) {
                throw new IOException(path + " cannot be resumed: it holds a finished run");
            }
            return;
        }
        for (String name : OURS) {
            if (Files.exists(path.resolve(name))) {
                throw new IOException(path + " must be empty, it holds another run (" + name
                        + "): name another folder, or resume that run with its own options");
            }
        }
    }

    /** Asks the folder, or the nearest one above it that is there already. */
    private static void requireWritable(Path path) throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " must be a folder, it is a file");
        }
        Path there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            String what = Files.exists(path) ? "it" : there.toString();
            throw new IOException(path + " must be a folder that can be written to, " + what
                    + (Files.isDirectory(there) ? " is read-only" : " is a file"));
        }
    }

    /** Refuses a folder whose run has other options or other data. */
    public static void requireSameRun(Path path, RunConfig config) throws IOException {
        JsonNode there = Json.read(path.resolve(CONFIG));
        JsonNode now = Json.parse(config.toJson());
        if (there.path("format").asInt() != RunConfig.FORMAT) {
            throw new IOException(path + " cannot be resumed: it holds a run of format " + there.path("format")
                    + " by another version of Auricle, this one resumes format " + RunConfig.FORMAT);
        }
        Set<String> names = new LinkedHashSet<>();
        now.path("options").fieldNames().forEachRemaining(names::add);
        there.path("options").fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            requireSame(path, "with other options: " + name, there.at("/options/" + name), now.at("/options/" + name));
        }
        requireSameSplit(path, there.path("data"), now.path("data"));
        requireSame(path, "with other classes: they", there.at("/data/labels"), now.at("/data/labels"));
        requireSame(path, "on other data: digest", there.at("/data/digest"), now.at("/data/digest"));
    }

    /** Compares the fields; a run of version 0.1 before the fields came has only the line for people. */
    private static void requireSameSplit(Path path, JsonNode there, JsonNode now) throws IOException {
        String field = there.has("split") ? "split" : "protocol";
        if (!there.path(field).equals(now.path(field))) {
            boolean same = there.path("protocol").equals(now.path("protocol"));
            String shown = same ? "split" : "protocol";
            requireSame(path, "with another split: it", there.path(shown), now.path(shown));
        }
    }

    private static void requireSame(Path path, String what, JsonNode before, JsonNode now) throws IOException {
        if (!before.equals(now)) {
            throw new IOException(path + " cannot be resumed " + what + " was "
                    + (before.isMissingNode() ? "not set" : before) + ", got "
                    + (now.isMissingNode() ? "nothing" : now));
        }
    }

    /** Whether a folder holds a run that went to its end: its metrics are written last. */
    public static boolean finished(Path folder) {
        return Files.exists(folder.resolve(METRICS));
    }

    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    public CheckpointStore checkpoints() {
        return new CheckpointStore(path.resolve("checkpoints"));
    }
}
