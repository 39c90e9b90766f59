package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every clip of a data set with its label, fold and recording. Nothing is decoded.
 *
 * <pre>{@code
 * AudioDataset city = AudioDataset.open(Path.of("UrbanSound8K"), AudioDataset.Options.defaults());
 * Split split = Splits.official(city.clips(), Set.of(1, 2), Set.of(3), Set.of(10), 1);
 * }</pre>
 *
 * <p><b>Threads.</b> Immutable, share it. <b>Cost.</b> One pass over the metadata and one listing per folder.
 */
public final class AudioDataset {
    private final Path folder;
    private final Layout layout;
    private final List<Clip> clips;
    private final List<Clip> missing;
    private final LabelEncoder labels;

    private AudioDataset(Path folder, Layout layout, List<Clip> clips, List<Clip> missing) {
        this.folder = folder;
        this.layout = layout;
        this.clips = List.copyOf(clips);
        this.missing = List.copyOf(missing);
        labels = LabelEncoder.fit(
                Stream.concat(clips.stream(), missing.stream()).map(Clip::label).toList());
    }

    /**
     * Finds all clips.
     *
     * @param folder the data set's folder
     * @param options how to read it
     * @return its clips in the order of the metadata, or sorted by path where there is none
     * @throws FileNotFoundException if the folder, its metadata, all its clips or, unless allowed, some clips are missing; the
     *     message names the first and counts them
     * @throws MalformedDataException if a row of the metadata breaks a rule
     * @throws IOException if a file cannot be read
     */
    public static AudioDataset open(Path folder, Options options) throws IOException {
        requireNonNull(options, "options");
        if (!Files.isDirectory(requireNonNull(folder, "folder"))) {
            throw new FileNotFoundException(folder + " must be the folder of a data set, found "
                    + (Files.exists(folder) ? "a file" : "nothing"));
        }
        Layout layout = options.layout().isPresent() ? options.layout().get() : detect(folder);
        List<Clip> present = new ArrayList<>();
        List<Clip> missing = new ArrayList<>();
        Presence presence = new Presence();
        for (Clip clip : read(folder, layout, options)) {
            (presence.holds(clip.path()) ? present : missing).add(clip);
        }
        requirePresent(folder, present, missing, options.allowMissing());
        return new AudioDataset(folder, layout, present, missing);
    }

    /** {@return the folder that was opened} */
    public Path folder() {
        return folder;
    }

    /** {@return how the data set lies on disk} */
    public Layout layout() {
        return layout;
    }

    /** {@return the clips whose files exist} */
    public List<Clip> clips() {
        return clips;
    }

    /** {@return the clips that the metadata names but whose files do not exist; empty unless allowed} */
    public List<Clip> missing() {
        return missing;
    }

    /** {@return the classes of all clips, the missing ones' too, in index order} */
    public LabelEncoder labels() {
        return labels;
    }

    private static Layout detect(Path folder) throws IOException {
        if (UrbanSound8KReader.matches(folder)) {
            return Layout.URBANSOUND8K;
        }
        return Esc50Reader.matches(folder) ? Layout.ESC50 : Layout.FOLDERS;
    }

    private static List<Clip> read(Path folder, Layout layout, Options options) throws IOException {
        return switch (layout) {
            case URBANSOUND8K -> UrbanSound8KReader.read(folder);
            case ESC50 -> Esc50Reader.read(folder, false);
            case ESC10 -> Esc50Reader.read(folder, true);
            case FOLDERS -> FolderReader.read(folder, options);
        };
    }

    private static void requirePresent(Path folder, List<Clip> present, List<Clip> missing, boolean allowed)
            throws FileNotFoundException {
        if (missing.isEmpty() || allowed && !present.isEmpty()) {
            return;
        }
        int all = present.size() + missing.size();
        throw new FileNotFoundException(folder + " must hold all " + all + " clips of its metadata, " + missing.size()
                + " are missing, the first is " + missing.get(0).path());
    }

    /** Answers whether a file exists, with one listing per folder instead of a question per file. */
    private static final class Presence {
        private final Map<Path, Set<Path>> listings = new HashMap<>();

        boolean holds(Path file) throws IOException {
            Path parent = file.getParent();
            Set<Path> names = listings.get(parent);
            if (names == null) {
                names = list(parent);
                listings.put(parent, names);
            }
            return names.contains(file.getFileName());
        }

        private static Set<Path> list(Path parent) throws IOException {
            Set<Path> names = new HashSet<>();
            if (Files.isDirectory(parent)) {
                try (Stream<Path> files = Files.list(parent)) {
                    files.forEach(file -> names.add(file.getFileName()));
                }
            }
            return names;
        }
    }

    /**
     * How to read a data set, made by {@link #builder()}.
     *
     * @param layout how it lies on disk; empty: found out from what the folder holds
     * @param allowMissing whether to go on without the clips whose files are absent; {@link AudioDataset#missing()} lists them
     * @param recordingPattern for a folder per class: a pattern whose first group is the recording within a file name without
     *     its ending; empty: UrbanSound8K's and ESC-50's own names are understood, any other file is a recording of its own
     * @param hashFolds for a folder per class without a fold file: how many folds to deal the recordings out to, by hash of
     *     their name; at least 2
     */
    public record Options(
            Optional<Layout> layout, boolean allowMissing, Optional<Pattern> recordingPattern, int hashFolds) {
        public Options {
            requireNonNull(layout, "layout");
            requireNonNull(recordingPattern, "recordingPattern");
            check(hashFolds >= 2, "hashFolds must be at least 2, got %d", hashFolds);
            recordingPattern.ifPresent(pattern -> check(
                    pattern.matcher("").groupCount() >= 1, "recordingPattern must hold a group, got %s", pattern));
        }

        /** {@return the options that refuse missing clips and find the layout out} */
        public static Options defaults() {
            return builder().build();
        }

        /** {@return these options, going on without missing clips or not} */
        public Options withAllowMissing(boolean value) {
            return new Options(layout, value, recordingPattern, hashFolds);
        }

        /** {@return a builder that begins with the defaults} */
        public static Builder builder() {
            return new Builder();
        }

        /** Collects options; not thread-safe. */
        public static final class Builder {
            private Optional<Layout> layout = Optional.empty();
            private boolean allowMissing;
            private Optional<Pattern> recordingPattern = Optional.empty();
            private int hashFolds = 10;

            private Builder() {}

            /** {@return this, with the layout fixed} */
            public Builder layout(Layout value) {
                layout = Optional.of(requireNonNull(value, "layout"));
                return this;
            }

            /** {@return this, going on without missing clips or not} */
            public Builder allowMissing(boolean value) {
                allowMissing = value;
                return this;
            }

            /** {@return this, with the rule that finds the recording in a file name} */
            public Builder recordingPattern(Pattern value) {
                recordingPattern = Optional.of(requireNonNull(value, "recordingPattern"));
                return this;
            }

            /** {@return this, with the number of folds to deal out to} */
            public Builder hashFolds(int value) {
                hashFolds = value;
                return this;
            }

            /** {@return the options, checked} */
            public Options build() {
                return new Options(layout, allowMissing, recordingPattern, hashFolds);
            }
        }
    }
}
