package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.DatasetInfo;
import io.auricle.data.DatasetValidation;
import io.auricle.data.DatasetValidator;
import io.auricle.data.urbansound.UrbanSound8KDownload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dataset}: what a data set holds, what is wrong with it, and where to get it. */
@Command(
        name = "dataset",
        description = "Looks at a data set, checks it, or fetches UrbanSound8K.",
        footer = {"", "Example:  auricle dataset info UrbanSound8K"},
        subcommands = {DatasetCommand.Info.class, DatasetCommand.Validate.class, DatasetCommand.Download.class})
final class DatasetCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of info, validate, download is missing");
    }

    /** {@code dataset info}. */
    @Command(
            name = "info",
            description =
                    "Counts clips by class and fold, and their encodings. Missing clips are counted, not refused.",
            footer = {"", "Example:  auricle dataset info UrbanSound8K"})
    static final class Info implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private DatasetOptions dataset;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            DatasetInfo info = DatasetInfo.of(dataset.open(true));
            if (json) {
                spec.commandLine().getOut().println(Json.write(info));
            } else {
                DatasetTexts.info(info, spec.commandLine().getOut());
            }
            return 0;
        }
    }

    /** {@code dataset validate}. */
    @Command(
            name = "validate",
            description = "Decodes every clip and lists what is missing, extra, unreadable, silent or stretched.",
            footer = {"", "Example:  auricle dataset validate UrbanSound8K --json"})
    static final class Validate implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private DatasetOptions dataset;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Option(names = "--strict", description = "Exit with 1 unless every clip is as the metadata says.")
        private boolean strict;

        @Override
        public Integer call() throws IOException {
            AudioDataset data = dataset.open(true);
            DatasetValidation found;
            try (Progress progress =
                    Progress.start("validating", "clips", data.clips().size())) {
                found = DatasetValidator.validate(data, progress::to);
            }
            if (json) {
                spec.commandLine().getOut().println(Json.write(found));
            } else {
                DatasetTexts.validation(found, spec.commandLine().getOut());
            }
            return strict && !found.isSound() ? 1 : 0;
        }
    }

    /** {@code dataset download}. */
    @Command(
            name = "download",
            description = {
                "Fetches the official UrbanSound8K archive (6 GB), checks its MD5 and unpacks it. Run it again after any"
                        + " interruption: it goes on where it was.",
                "The recordings are licensed CC BY-NC: research use, not commercial."
            },
            footer = {"", "Example:  auricle dataset download data"})
    static final class Download implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "Where UrbanSound8K shall lie.")
        private Path folder;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "A mirror of the archive. Default: the official address.")
        private java.net.URI url;

        @Override
        public Integer call() throws IOException {
            UrbanSound8KDownload.Options options = UrbanSound8KDownload.Options.official();
            Path city;
            try (DownloadProgress progress = new DownloadProgress()) {
                city = UrbanSound8KDownload.into(folder, url == null ? options : options.withUrl(url), progress);
            }
            spec.commandLine().getOut().println(city);
            return 0;
        }
    }
}
