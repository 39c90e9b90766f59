package io.auricle.examples;

import io.auricle.data.AudioDataset;
import io.auricle.data.DataSetLayout;
import io.auricle.data.InapplicableOptionException;
import io.auricle.data.MissingClipsException;
import io.auricle.data.UndetectedLayoutException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The data set that a command works on. */
final class DatasetOptions {

    private static final int SHOWN = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data set's folder.")
    private Path folder;

    @Option(
            names = "--layout",
            completionCandidates = Layouts.class,
            converter = LayoutConverter.class,
            description = "How it lies on disk: ${COMPLETION-CANDIDATES}. Default: found by what the folder holds.")
    private DataSetLayout layout;

    @Option(
            names = "--recording-pattern",
            paramLabel = "REGEX",
            converter = PatternConverter.class,
            description = "Class folders: the recording is the first group of this pattern within a file name"
                    + " without its ending.")
    private Pattern recordingPattern;

    @Option(names = "--allow-missing", description = "Skip clips missing from disk.")
    private boolean allowMissing;

    /**
     * Reads the index of the data set; no clip is decoded.
     *
     * @param err where to say how many clips are missing
     * @return the data set
     * @throws IOException if it cannot be read, or lacks clips and may not
     */
    AudioDataset open(PrintWriter err) throws IOException {
        AudioDataset data = open(allowMissing);
        int missing = data.missing().size();
        if (missing > 0) {
            int present = data.clips().size();
            err.printf(
                    "auricle: %d of %d clips are missing in %s; going on with %d%n",
                    missing, present + missing, folder, present);
        }
        return data;
    }

    /**
     * Reads the index of a data set to train on, and warns of what would make its figures worth less.
     *
     * @param err where to warn
     * @return the data set
     * @throws IOException if it cannot be read, or lacks clips and may not
     */
    AudioDataset openToTrain(PrintWriter err) throws IOException {
        AudioDataset data = open(err);
        List<Path> ignored = data.ignored();
        if (!ignored.isEmpty()) {
            err.printf("auricle: %d files in %s are no clips and are left out:%n", ignored.size(), folder);
            ignored.stream().limit(SHOWN).forEach(file -> err.println("  " + folder.relativize(file)));
            if (ignored.size() > SHOWN) {
                err.printf("  ... and %d more (dataset validate --json lists all)%n", ignored.size() - SHOWN);
            }
        }
        boolean patternless = recordingPattern == null
                && data.layout()
                        .filter(used -> used.applicable().contains(DataSetLayout.Option.RECORDING_PATTERN))
                        .isPresent();
        if (patternless && data.isUngrouped()) {
            err.printf(
                    "auricle: each of the %d files counts as a recording of its own; if several were cut from one recording,"
                            + " name it by --recording-pattern, else the figures flatter%n",
                    data.clips().size());
        }
        return data;
    }

    /**
     * Reads the index of the data set.
     *
     * @param lenient whether clips may be missing
     * @return the data set
     * @throws IOException if it cannot be read
     */
    AudioDataset open(boolean lenient) throws IOException {
        try {
            return AudioDataset.open(folder, settings(lenient));
        } catch (MissingClipsException e) {
            if (e.missing().size() == e.named()) {
                throw e;
            }
            throw new CommandFailedException(e.getMessage() + "; --allow-missing goes on without them");
        } catch (UndetectedLayoutException e) {
            if (e.matching().isEmpty()) {
                throw e;
            }
            throw new CommandFailedException(e.getMessage() + "; --layout chooses one");
        } catch (InapplicableOptionException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--recording-pattern must be unset for layout " + e.layout() + ", got " + recordingPattern);
        }
    }

    /**
     * The settings for opening the data set.
     *
     * @param lenient whether clips may be missing
     * @return the settings
     */
    AudioDataset.Options settings(boolean lenient) {
        return Checks.options(spec, () -> {
            AudioDataset.Options.Builder settings =
                    AudioDataset.Options.builder().allowMissing(lenient);
            if (layout != null) {
                settings.layout(layout);
            }
            if (recordingPattern != null) {
                settings.recordingPattern(recordingPattern);
            }
            return settings.build();
        });
    }

    Path folder() {
        return folder;
    }

    /** The words for layouts. */
    static final class Layouts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return DataSetLayout.all().stream().map(DataSetLayout::word).iterator();
        }
    }

    /** From word to layout. */
    static final class LayoutConverter implements picocli.CommandLine.ITypeConverter<DataSetLayout> {
        @Override
        public DataSetLayout convert(String word) {
            try {
                return DataSetLayout.of(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** From text to pattern. */
    static final class PatternConverter implements picocli.CommandLine.ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new TypeConversionException(
                        "must be a regular expression, got " + text + " (" + e.getDescription() + ")");
            }
        }
    }
}
