package io.auricle.data.layout;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.DataSetException;
import io.auricle.data.DataSetLayout;
import io.auricle.data.internal.Names;
import io.auricle.data.internal.SoundFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A folder per class. Folds come from {@code folds.csv} (columns {@code file} as {@code class/name}, {@code fold}, and {@code recording}
 * if wanted) or, without that file, from a hash of the recording's name: clips of one recording always share a fold, and a clip keeps its
 * fold when others come or go.
 *
 * <p>Names count in Unicode's normal form C, so that a copy on another system has the same labels and folds.
 */
public final class FoldersLayout implements DataSetLayout {
    /** Folds that recordings are dealt out to unless {@link AudioDataset.Options#hashFolds()} says otherwise. */
    public static final int HASH_FOLDS = 10;

    private static final String FOLDS_CSV = "folds.csv";
    private static final int MOST_FOLDS = 1000;
    private static final int SEARCH_DEPTH = 4;
    private static final Pattern KNOWN_NAMES = Pattern.compile("(\\d+)-\\d+-\\d+-\\d+|\\d-(\\d+)-[A-Z](?:-\\d+)?");
    private static final Pattern CLASS_AND_NAME = Pattern.compile("[^./\\\\][^/\\\\]*/[^./\\\\][^/\\\\]*");

    /** Makes the layout, which holds no state. */
    public FoldersLayout() {}

    @Override
    public String word() {
        return "folders";
    }

    @Override
    public String description() {
        return "a folder per class with sound files";
    }

    @Override
    public boolean isFallback() {
        return true;
    }

    @Override
    public Set<Option> applicable() {
        return Set.of(Option.RECORDING_PATTERN, Option.HASH_FOLDS);
    }

    @Override
    public boolean matches(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(FOLDS_CSV))) {
            return true;
        }
        for (Path classFolder : SoundFiles.folders(folder)) {
            if (sounds(classFolder, SEARCH_DEPTH, Stream::findAny).isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean hasFixedFolds(Path folder) {
        return Files.isRegularFile(folder.resolve(FOLDS_CSV));
    }

    @Override
    public Set<Path> soundFolders(Path folder, List<Clip> clips) throws IOException {
        return new TreeSet<>(SoundFiles.folders(folder));
    }

    @Override
    public List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
        Map<String, CsvTable.Row> rows = rows(folder.resolve(FOLDS_CSV));
        Map<String, Path> files = files(folder);
        List<Clip> clips = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            CsvTable.Row row = rows.get(file.getKey());
            if (row == null && !rows.isEmpty()) {
                throw new DataSetException(folder.resolve(FOLDS_CSV), "name every clip", "no row for " + file.getKey());
            }
            clips.add(clip(file.getValue(), file.getKey(), row, options));
        }
        for (Map.Entry<String, CsvTable.Row> row : rows.entrySet()) {
            if (!files.containsKey(row.getKey())) {
                clips.add(clip(
                        row.getValue().resolve(folder, row.getKey(), "file"), row.getKey(), row.getValue(), options));
            }
        }
        if (clips.isEmpty()) {
            throw new DataSetException(folder, "hold " + description(), "none");
        }
        return clips;
    }

    /** All sound files by {@code class/name} in normal form, in the order of their paths. */
    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new java.util.LinkedHashMap<>();
        Map<String, Path> classes = new TreeMap<>();
        for (Path classFolder : SoundFiles.folders(folder)) {
            refuseDeeperSounds(classFolder);
            for (Path file : SoundFiles.in(classFolder)) {
                String label = Names.normal(classFolder.getFileName().toString());
                requireOne(classes.putIfAbsent(label, classFolder), classFolder);
                requireOne(
                        files.putIfAbsent(
                                label + "/" + Names.normal(file.getFileName().toString()), file),
                        file);
            }
        }
        return files;
    }

    private static void requireOne(Path earlier, Path path) throws DataSetException {
        if (earlier != null && !earlier.equals(path)) {
            throw new DataSetException(
                    path, "differ from its neighbours in more than the Unicode normal form", "a twin of " + earlier);
        }
    }

    /** Refuses what would be left out without a word: no class is named by two folders. */
    private static void refuseDeeperSounds(Path classFolder) throws IOException {
        Optional<Path> deeper = sounds(classFolder, Integer.MAX_VALUE, files -> files.filter(
                        file -> !file.getParent().equals(classFolder))
                .sorted()
                .findFirst());
        if (deeper.isPresent()) {
            throw new DataSetException(deeper.get(), "lie in the folder of its class", "a folder below " + classFolder);
        }
    }

    private static Optional<Path> sounds(Path folder, int depth, Function<Stream<Path>, Optional<Path>> choice)
            throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return choice.apply(files.filter(file -> !isHidden(folder, file)).filter(SoundFiles::isSound));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHidden(Path folder, Path file) {
        Path below = folder.relativize(file);
        return below.getNameCount() > 1 && below.getName(0).toString().startsWith(".");
    }

    private static Map<String, CsvTable.Row> rows(Path csv) throws IOException {
        Map<String, CsvTable.Row> rows = new TreeMap<>();
        if (!Files.isRegularFile(csv)) {
            return rows;
        }
        CsvTable table = CsvTable.read(csv, List.of("file", "fold"), Map.of());
        table.requireUnique("file");
        for (CsvTable.Row row : table.rows()) {
            String file = Names.normal(row.nonBlank("file"));
            row.require(CLASS_AND_NAME.matcher(file).matches(), "file", "be class/name, both plain names");
            row.require(rows.put(file, row) == null, "file", "be unique, another row has it in another normal form");
        }
        return rows;
    }

    private static Clip clip(Path file, String name, CsvTable.Row row, AudioDataset.Options options)
            throws IOException {
        String recording = row != null && row.has("recording")
                ? Names.normal(row.nonBlank("recording"))
                : recording(file, name, options);
        int fold = row != null
                ? row.wholeNumber("fold", 1, MOST_FOLDS)
                : hashFold(recording, options.hashFolds().orElse(HASH_FOLDS));
        String label = name.substring(0, name.indexOf('/'));
        return new Clip(file, label, OptionalInt.of(fold), recording, OptionalInt.empty(), 0, Double.POSITIVE_INFINITY);
    }

    private static String recording(Path file, String name, AudioDataset.Options options) throws IOException {
        int slash = name.indexOf('/');
        int dot = name.lastIndexOf('.');
        String own = dot > slash ? name.substring(0, dot) : name;
        String stem = own.substring(slash + 1);
        if (options.recordingPattern().isEmpty()) {
            Matcher known = KNOWN_NAMES.matcher(stem);
            return known.matches() ? (known.group(1) != null ? known.group(1) : known.group(2)) : own;
        }
        Matcher matcher = options.recordingPattern().get().matcher(stem);
        if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
            throw new DataSetException(file, "match the recording pattern " + matcher.pattern(), stem);
        }
        return matcher.group(1);
    }

    private static int hashFold(String recording, int folds) {
        CRC32 crc = new CRC32();
        crc.update(recording.getBytes(StandardCharsets.UTF_8));
        return 1 + (int) (crc.getValue() % folds);
    }
}
