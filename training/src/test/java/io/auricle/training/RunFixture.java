package io.auricle.training;

import io.auricle.data.AudioDataset;
import io.auricle.data.Split;
import io.auricle.training.internal.run.RunConfig;
import io.auricle.training.internal.run.RunFolder;
import io.auricle.training.options.TrainingOptions;
import io.auricle.training.result.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tiny data set with a place for runs. */
final class RunFixture {
    private final Path folder;
    private final AudioDataset data;
    private int runs;

    RunFixture(Path folder, int clipsPerClass) throws IOException {
        this.folder = folder;
        this.data = TinySounds.write(folder.resolve("sounds"), clipsPerClass);
    }

    AudioDataset data() {
        return data;
    }

    Split split() {
        return TinySounds.split(data);
    }

    Path newFolder() {
        return folder.resolve("run" + ++runs);
    }

    TrainingResult run(TrainingOptions options, Path into, TrainingListener listener) throws IOException {
        return TrainingRun.run(data, split(), options, into, listener);
    }

    TrainingResult run(TrainingOptions options) throws IOException {
        return run(options, newFolder(), TrainingListener.SILENT);
    }

    /** Trains without evaluation and report. */
    TrainingSession train(TrainingOptions options, TrainingListener listener) throws IOException {
        TrainingSession session = session(options, listener);
        session.train();
        return session;
    }

    /** A session that has not made a step yet. */
    TrainingSession session(TrainingOptions options, TrainingListener listener) throws IOException {
        RunConfig config = RunConfig.of(data, split(), options);
        RunData parts = RunData.load(data.labels().labels(), split(), options, listener);
        RunFolder run = RunFolder.open(newFolder(), config, options.execution().resume());
        return new TrainingSession(options, parts, run, config.id(), listener);
    }

    static List<String> files(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }
}
