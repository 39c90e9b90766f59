package io.auricle.training.internal.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Split;
import io.auricle.training.internal.Json;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The content of {@code config.json}: what was run, on what, by what. {@code run} is all that decides the outcome;
 * {@code environment} is where it happened.
 */
public final class RunConfig {
    /** 1 wrote the augmentation as nine numbers. */
    static final int FORMAT = 2;

    private final DataSource source;
    private final ObjectNode run;

    private RunConfig(DataSource source, ObjectNode run) {
        this.source = source;
        this.run = run;
    }

    public static RunConfig of(AudioDataset data, Split split, TrainingOptions options) throws IOException {
        ObjectNode run = Json.MAPPER.createObjectNode();
        run.put("format", FORMAT);
        run.set("options", options(options));
        OptionTree.put(run.putObject("execution"), options.execution());
        ObjectNode described = run.putObject("data");
        DataSource source = DataSource.of(data);
        described.put("folder", source.folder());
        source.layout().ifPresent(word -> described.put("layout", word));
        described.put("missing", source.missing());
        described.put("digest", digest(data.folder(), split));
        described.put("protocol", split.protocol().description());
        described.set("split", Json.MAPPER.valueToTree(split.protocol().toMap()));
        described.set("labels", Json.MAPPER.valueToTree(data.labels().labels()));
        described.set("train", names(data.folder(), split.train()));
        described.set("validation", names(data.folder(), split.validation()));
        described.set("test", names(data.folder(), split.test()));
        return new RunConfig(source, run);
    }

    /** Every option by its name, group by group, but those of execution, which change nothing in the outcome. */
    public static ObjectNode options(TrainingOptions options) {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("recipe", options.recipe().word());
        tree.put("model", options.model().word());
        tree.put("seed", options.seed());
        for (Record group :
                List.of(options.input(), options.optimisation(), options.regularisation(), options.selection())) {
            OptionTree.put(tree, group);
        }
        return tree;
    }

    /** What identifies the run: its options and its data, wherever these lie. */
    public String id() {
        JsonNode data = run.path("data");
        return sha256(List.of(
                run.path("options").toString(),
                data.path("digest").asText(),
                data.path("labels").toString()));
    }

    public DataSource source() {
        return source;
    }

    public JsonNode run() {
        return run;
    }

    public String dataDigest() {
        return run.path("data").path("digest").asText();
    }

    public String toJson() {
        ObjectNode tree = run.deepCopy();
        tree.put("id", id());
        tree.set("environment", Versions.tree());
        return Json.pretty(tree);
    }

    private static ArrayNode names(Path folder, List<Clip> clips) {
        ArrayNode names = Json.MAPPER.createArrayNode();
        clips.forEach(clip -> names.add(name(folder, clip)));
        return names;
    }

    private static String name(Path folder, Clip clip) {
        return folder.relativize(clip.path()).toString().replace('\\', '/');
    }

    /** SHA-256 over part, name, label, recording and size of every clip. */
    private static String digest(Path folder, Split split) throws IOException {
        List<List<Clip>> parts = List.of(split.train(), split.validation(), split.test());
        List<String> lines = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (Clip clip : parts.get(part)) {
                lines.add(String.join(
                        "\t",
                        Integer.toString(part),
                        name(folder, clip),
                        clip.label(),
                        clip.recording(),
                        Long.toString(Files.size(clip.path()))));
            }
        }
        return sha256(lines);
    }

    private static String sha256(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
