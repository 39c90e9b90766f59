package io.auricle.training.internal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The last two checkpoints of a run, so that one cut in half costs one epoch and not the run.
 *
 * @param folder where they lie; made when the first is written
 */
public record CheckpointStore(Path folder) {
    private static final int KEPT = 2;

    /** Writes a checkpoint, then removes those older than the one before it. */
    public void write(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(folder);
        checkpoint.write(folder.resolve(String.format(Locale.ROOT, "epoch-%05d.checkpoint", checkpoint.epoch())));
        List<Path> files = newestFirst();
        for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.delete(old);
        }
    }

    /**
     * Finds the newest checkpoint that can be used.
     *
     * @param run  digest of the run that wants to go on
     * @param note told of each checkpoint that was passed over, and why
     */
    public Optional<Checkpoint> newest(String run, Consumer<String> note) throws IOException {
        for (Path file : newestFirst()) {
            try {
                Checkpoint checkpoint = Checkpoint.read(file);
                if (checkpoint.run().equals(run)) {
                    return Optional.of(checkpoint);
                }
                note.accept("checkpoint " + file + " cannot be used: it is of another run");
            } catch (IOException e) {
                note.accept(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Removes all checkpoints and their folder. */
    public void clear() throws IOException {
        for (Path file : newestFirst()) {
            Files.delete(file);
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> left = Files.list(folder)) {
                for (Path part :
                        left.filter(file -> file.toString().endsWith(".part")).toList()) {
                    Files.delete(part);
                }
            }
            Files.delete(folder);
        }
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
