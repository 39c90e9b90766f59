package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.Names;
import io.auricle.data.internal.SoundFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
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
    private final Optional<DataSetLayout> layout;
    private final List<Clip> clips;
    private final List<Clip> missing;
    private final LabelEncoder labels;

    private AudioDataset(Path folder, Optional<DataSetLayout> layout, List<Clip> clips, List<Clip> missing) {
        this.folder = folder;
        this.layout = layout;
        this.clips = List.copyOf(clips);
        this.missing = List.copyOf(missing);
        labels = LabelEncoder.fit(
                Stream.concat(clips.stream(), missing.stream()).map(Clip::label).toList());
    }

    /**
     * Finds all clips of a folder.
     *
     * @param folder  the data set's folder
     * @param options how to read it
     * @return its clips in the order of the metadata, or sorted by path where there is none
     * @throws InapplicableOptionException if an option is set that the layout does not use
     * @throws UndetectedLayoutException  if the options name no layout, and no layout or more than one matches
     * @throws MissingClipsException      if all clips or, unless allowed, some clips are missing
     * @throws MalformedDataException     if a row of the metadata breaks a rule
     * @throws DataSetException           if the folder does not exist or breaks a rule of its layout, or a file has a name that Java cannot represent
     * @throws IOException                if a file cannot be read
     */
    public static AudioDataset open(Path folder, Options options) throws IOException {
        requireNonNull(options, "options");
        if (!Files.isDirectory(requireNonNull(folder, "folder"))) {
            throw new DataSetException(
                    folder, "be the folder of a data set", Files.exists(folder) ? "a file" : "nothing");
        }
        DataSetLayout layout = options.layout().isPresent() ? options.layout().get() : Layouts.detect(folder);
        options.requireApplicable(layout);
        List<Clip> present = new ArrayList<>();
        List<Clip> missing = new ArrayList<>();
        Presence presence = new Presence();
        for (Clip clip : layout.read(folder, options)) {
            requireRepresentable(clip.path());
            (presence.holds(clip.path()) ? present : missing).add(clip);
        }
        if (present.isEmpty() && missing.isEmpty()) {
            throw new DataSetException(folder, "hold clips of layout " + layout.word(), "none");
        }
        if (!missing.isEmpty() && (present.isEmpty() || !options.allowMissing())) {
            throw new MissingClipsException(folder, present.size() + missing.size(), missing);
        }
        return new AudioDataset(folder, Optional.of(layout), present, missing);
    }

    /**
     * Makes a data set of any clips. Their files are not looked for.
     *
     * @param clips at least one; each file once, their paths all absolute or all relative
     * @return the data set; its folder is the nearest one that holds all clips
     * @throws IllegalArgumentException if there is no clip, a file comes twice, or paths are mixed
     * @throws DataSetException if a file has a name that Java cannot represent
     */
    public static AudioDataset of(List<Clip> clips) throws DataSetException {
        check(!requireNonNull(clips, "clips").isEmpty(), "clips must hold at least 1 clip, got 0");
        Set<Path> paths = new HashSet<>();
        Path folder = parent(clips.get(0).path());
        for (Clip clip : clips) {
            Path path = clip.path();
            requireRepresentable(path);
            check(paths.add(path), "clips must hold each file once, got %s twice", path);
            check(
                    path.isAbsolute() == folder.isAbsolute()
                            && java.util.Objects.equals(path.getRoot(), folder.getRoot()),
                    "clips must have paths all relative or below one root, got %s and %s",
                    clips.get(0).path(),
                    path);
            folder = common(folder, path);
        }
        return new AudioDataset(folder, Optional.empty(), clips, List.of());
    }

    private static Path parent(Path path) {
        return path.getParent() != null
                ? path.getParent()
                : path.getFileSystem().getPath("");
    }

    private static Path common(Path folder, Path path) {
        Path common = folder;
        while (!common.toString().isEmpty() && !path.startsWith(common)) {
            common = parent(common);
        }
        return common;
    }

    private static void requireRepresentable(Path path) throws DataSetException {
        if (path.toString().indexOf('\uFFFD') >= 0) {
            throw new DataSetException(path, Names.RULE, "the replacement character U+FFFD");
        }
    }

    /** {@return the folder that was opened, or the nearest one that holds all clips} */
    public Path folder() {
        return folder;
    }

    /** {@return how the data set lies on disk; empty if it was made of a list of clips} */
    public Optional<DataSetLayout> layout() {
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

    /**
     * Tells whether folds are part of the data set: only then are they a protocol to compare with others.
     *
     * @return false if a clip has no fold, or the layout dealt folds out by hash
     */
    public boolean hasFixedFolds() {
        return layout.map(used -> used.hasFixedFolds(folder)).orElse(true)
                && clips.stream().allMatch(clip -> clip.fold().isPresent());
    }

    /** {@return whether every clip is a recording of its own, so that no split can keep clips of one recording together} */
    public boolean isUngrouped() {
        return clips.stream().map(Clip::recording).distinct().count() == clips.size();
    }

    /**
     * Finds files that are no clips: those in folders with sounds, and sound files directly above. Hidden ones are left out.
     *
     * @return sorted; none if the data set was made of a list of clips
     * @throws IOException if a folder cannot be listed
     */
    public List<Path> ignored() throws IOException {
        Set<Path> ignored = new TreeSet<>();
        if (layout.isPresent()) {
            Set<Path> folders = layout.get().soundFolders(folder, allClips());
            for (Path sounds : folders) {
                if (Files.isDirectory(sounds)) {
                    SoundFiles.entries(sounds).stream()
                            .filter(Files::isRegularFile)
                            .forEach(ignored::add);
                    ignored.addAll(SoundFiles.in(parent(sounds)));
                }
            }
        }
        allClips().forEach(clip -> ignored.remove(clip.path()));
        return List.copyOf(ignored);
    }

    /** The clips that exist and those that do not. */
    List<Clip> allClips() {
        return Stream.concat(clips.stream(), missing.stream()).toList();
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
     * @param recordingPattern for layout {@code folders}: a pattern whose first group is the recording within a file name without its
     *     ending; empty: the names of UrbanSound8K and ESC-50 hold their recording, any other file is a recording of its own
     * @param hashFolds for layout {@code folders} without a fold file: how many folds to deal the recordings out to, by hash of their
     *     name; at least 2; empty: 10
     */
    public record Options(
            Optional<DataSetLayout> layout,
            boolean allowMissing,
            Optional<Pattern> recordingPattern,
            OptionalInt hashFolds) {
        public Options {
            requireNonNull(layout, "layout");
            requireNonNull(recordingPattern, "recordingPattern");
            requireNonNull(hashFolds, "hashFolds");
            check(hashFolds.orElse(2) >= 2, "hashFolds must be at least 2, got %d", hashFolds.orElse(2));
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

        void requireApplicable(DataSetLayout used) {
            recordingPattern.ifPresent(value -> requireUsed(used, DataSetLayout.Option.RECORDING_PATTERN, value));
            hashFolds.ifPresent(value -> requireUsed(used, DataSetLayout.Option.HASH_FOLDS, value));
        }

        private static void requireUsed(DataSetLayout used, DataSetLayout.Option option, Object value) {
            if (!used.applicable().contains(option)) {
                throw new InapplicableOptionException(option, used, value);
            }
        }

        /** {@return a builder that begins with the defaults} */
        public static Builder builder() {
            return new Builder();
        }

        /** Collects options; not thread-safe. */
        public static final class Builder {
            private Optional<DataSetLayout> layout = Optional.empty();
            private boolean allowMissing;
            private Optional<Pattern> recordingPattern = Optional.empty();
            private OptionalInt hashFolds = OptionalInt.empty();

            private Builder() {}

            /** {@return this, with the layout fixed} */
            public Builder layout(DataSetLayout value) {
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
                hashFolds = OptionalInt.of(value);
                return this;
            }

            /** {@return the options, checked} */
            public Options build() {
                return new Options(layout, allowMissing, recordingPattern, hashFolds);
            }
        }
    }
}
