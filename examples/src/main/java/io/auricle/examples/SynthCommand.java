package io.auricle.examples;

import io.auricle.data.urbansound.SyntheticCity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code synth}: the synthetic data set alone. */
@Command(
        name = "synth",
        description = "Writes a synthetic city: ten classes and ten folds in UrbanSound8K's layout, free of rights.",
        footer = {"", "Example:  auricle synth --out city --clips-per-class 80 --seed 1"})
final class SynthCommand implements Callable<Integer> {

    private static final int CLASSES = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to; must not hold a data set yet.")
    private Path out;

    @Option(
            names = "--clips-per-class",
            defaultValue = "80",
            paramLabel = "N",
            description = "Clips of each class. Default: ${DEFAULT-VALUE}.")
    private int clipsPerClass;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Changes every clip. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        int clips = write(out, clipsPerClass, seed);
        spec.commandLine().getOut().printf("%s: %d clips of %d classes in 10 folds%n", out, clips, CLASSES);
        return 0;
    }

    static int write(Path folder, int clipsPerClass, long seed) throws IOException {
        var options = new SyntheticCity.Options(clipsPerClass, seed);
        try (Progress progress = Progress.start("synthesising", "clips", (long) clipsPerClass * CLASSES)) {
            return SyntheticCity.write(folder, options, progress::to);
        }
    }
}
