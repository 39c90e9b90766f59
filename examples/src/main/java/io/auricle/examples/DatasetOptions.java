package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.Layout;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data set that a command works on. */
final class DatasetOptions {

    @Parameters(paramLabel = "DIR", description = "The data set's folder.")
    private Path folder;

    @Option(
            names = "--layout",
            defaultValue = "urbansound8k",
            completionCandidates = Layouts.class,
            converter = LayoutConverter.class,
            description = "How it lies on disk: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Layout layout;

    @Option(
            names = "--allow-missing",
            description = "Go on without clips that the metadata names and the folder lacks.")
    private boolean allowMissing;

    /**
     * Reads the index of the data set; no clip is decoded.
     *
     * @param err where to say how many clips are missing
     * @return the data set
     * @throws IOException if it cannot be read, or lacks clips and may not
     */
    AudioDataset open(PrintWriter err) throws IOException {
        AudioDataset data = AudioDataset.open(folder, settings(true));
        int missing = data.missing().size();
        int rows = data.clips().size() + missing;
        if (missing > 0 && !allowMissing) {
            throw new CommandFailedException(String.format(
                    "%s must hold all %d clips of its metadata, %d are missing, the first is %s;"
                            + " --allow-missing goes on without them",
                    folder, rows, missing, data.missing().get(0).path()));
        }
        if (missing > 0) {
            err.printf(
                    "auricle: %d of %d clips are missing in %s; going on with %d%n",
                    missing, rows, folder, data.clips().size());
        }
        return data;
    }

    /**
     * The settings for opening the data set.
     *
     * @param lenient whether clips may be missing
     * @return the settings
     */
    AudioDataset.Options settings(boolean lenient) {
        return AudioDataset.Options.builder()
                .layout(layout)
                .allowMissing(lenient)
                .build();
    }

    Path folder() {
        return folder;
    }

    /** The words for layouts. */
    static final class Layouts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Layout.values()).map(Layout::word).iterator();
        }
    }

    /** From word to layout. */
    static final class LayoutConverter implements picocli.CommandLine.ITypeConverter<Layout> {
        @Override
        public Layout convert(String word) {
            try {
                return Layout.ofWord(word);
            } catch (IllegalArgumentException e) {
                throw new picocli.CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
