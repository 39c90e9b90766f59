package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.FeatureCache;
import io.auricle.data.FeatureSource;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code extract}: features of a whole data set, kept on disk. */
@Command(
        name = "extract",
        description = "Computes the features of a whole data set into a cache; what is there already is kept.",
        footer = {"", "Example:  auricle extract UrbanSound8K --cache features --preset compact"})
final class ExtractCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetOptions dataset;

    @Option(names = "--cache", required = true, paramLabel = "DIR", description = "Where the features lie.")
    private Path cache;

    @Option(names = "--threads", paramLabel = "N", description = "Clips at once. Default: all cores.")
    private Integer threads;

    @Option(names = "--skip-unreadable", description = "List clips that cannot be decoded and go on.")
    private boolean skipUnreadable;

    @Mixin
    private FrontEndOptions frontEnd;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        FrontEnd settings = Checks.options(spec, () -> frontEnd.frontEnd(FrontEnd.urbanSound()));
        AudioDataset data = dataset.open(spec.commandLine().getErr());
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        try (Progress progress =
                        Progress.start("features", "clips", data.clips().size());
                FeatureCache features = FeatureCache.open(
                        cache,
                        settings,
                        data.clips(),
                        new FeatureSource.Options(workers, skipUnreadable, at -> progress.to(at.done())))) {
            print(features.report(), out);
        }
        return 0;
    }

    private void print(FeatureSource.BuildReport report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %d clips were there, %d computed (%d of them damaged before) in %.1f s, %.0f clips/s%n",
                cache,
                report.found(),
                report.computed(),
                report.repaired(),
                report.seconds(),
                report.computed() / report.seconds());
        report.unreadable()
                .forEach(unreadable ->
                        out.printf("left out: %s: %s%n", unreadable.clip().path(), unreadable.reason()));
    }
}
