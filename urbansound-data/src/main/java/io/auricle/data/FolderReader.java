package io.auricle.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Reads a folder per class. Folds come from {@code folds.csv} (columns {@code file} as {@code class/name}, {@code fold}, and
 * {@code recording} if wanted) or, without that file, from a hash of the recording's name: clips of one recording always
 * share a fold, and a clip keeps its fold when others come or go.
 */
final class FolderReader {
    static final String FOLDS_CSV = "folds.csv";
    private static final int MOST_FOLDS = 1000;
    private static final Set<String> ENDINGS =
            Set.of("wav", "wave", "flac", "aif", "aiff", "aifc", "au", "snd", "ogg", "oga", "mp3");
    private static final Pattern KNOWN_NAMES = Pattern.compile("(\\d+)-\\d+-\\d+-\\d+|\\d-(\\d+)-[A-Z](?:-\\d+)?");

    private FolderReader() {}

    static List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
        Map<String, CsvTable.Row> rows = rows(folder.resolve(FOLDS_CSV));
        boolean named = !rows.isEmpty();
        List<Clip> clips = new ArrayList<>();
        for (Path classFolder : folders(entries(folder))) {
            List<Path> entries = entries(classFolder);
            refuseDeeperSounds(classFolder, entries);
            for (Path file : sounds(entries)) {
                CsvTable.Row row = rows.remove(classFolder.getFileName() + "/" + file.getFileName());
                if (named && row == null) {
                    throw new FileNotFoundException(
                            folder.resolve(FOLDS_CSV) + " must name every clip, no row for " + folder.relativize(file));
                }
                clips.add(clip(file, row, options));
            }
        }
        for (Map.Entry<String, CsvTable.Row> left : rows.entrySet()) {
            left.getValue()
                    .require(
                            left.getKey().matches("[^./\\\\][^/\\\\]*/[^./\\\\][^/\\\\]*"),
                            "file",
                            "be class/name, both plain names");
            clips.add(clip(folder.resolve(left.getKey()), left.getValue(), options));
        }
        if (clips.isEmpty()) {
            throw new FileNotFoundException(folder + " must hold a folder per class with sound files, found none");
        }
        return clips;
    }

    /** Refuses what would be left out without a word: no class is named by two folders. */
    private static void refuseDeeperSounds(Path classFolder, List<Path> entries) throws IOException {
        for (Path deeper : folders(entries)) {
            try (Stream<Path> below = Files.walk(deeper)) {
                Optional<Path> sound =
                        below.filter(FolderReader::isSound).sorted().findFirst();
                if (sound.isPresent()) {
                    throw new IOException(
                            sound.get() + " must lie in the folder of its class, got a folder below " + classFolder);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /** Sound files by their ending, sorted, hidden ones left out. */
    static List<Path> soundFiles(Path folder) throws IOException {
        return sounds(entries(folder));
    }

    private static List<Path> sounds(List<Path> entries) {
        return entries.stream().filter(FolderReader::isSound).toList();
    }

    /** Folders, hidden ones left out. */
    private static List<Path> folders(List<Path> entries) {
        return entries.stream()
                .filter(entry -> !entry.getFileName().toString().startsWith("."))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static boolean isSound(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                && !name.startsWith(".")
                && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                && Files.isRegularFile(file);
    }

    private static Map<String, CsvTable.Row> rows(Path csv) throws IOException {
        Map<String, CsvTable.Row> rows = new java.util.TreeMap<>();
        if (Files.isRegularFile(csv)) {
            Map<String, Long> lines = new HashMap<>();
            for (CsvTable.Row row :
                    CsvTable.read(csv, List.of("file", "fold"), Map.of()).rows()) {
                String file = row.nonBlank("file");
                Long earlier = lines.putIfAbsent(file, row.line());
                row.require(earlier == null, "file", "stand in one row (line " + earlier + " has it too)");
                rows.put(file, row);
            }
        }
        return rows;
    }

    private static Clip clip(Path file, CsvTable.Row row, AudioDataset.Options options) throws IOException {
        String recording = row != null && row.has("recording") ? row.nonBlank("recording") : recording(file, options);
        int fold = row != null ? row.wholeNumber("fold", 1, MOST_FOLDS) : hashFold(recording, options.hashFolds());
        String label = file.getParent().getFileName().toString();
        return new Clip(file, label, OptionalInt.of(fold), recording, OptionalInt.empty(), 0, Double.POSITIVE_INFINITY);
    }

    private static String recording(Path file, AudioDataset.Options options) throws IOException {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
        if (options.recordingPattern().isEmpty()) {
            Matcher known = KNOWN_NAMES.matcher(stem);
            String own = file.getParent().getFileName() + "/" + stem;
            return known.matches() ? (known.group(1) != null ? known.group(1) : known.group(2)) : own;
        }
        Matcher matcher = options.recordingPattern().get().matcher(stem);
        if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
            throw new IOException(file + " must match the recording pattern " + matcher.pattern());
        }
        return matcher.group(1);
    }

    private static int hashFold(String recording, int folds) {
        CRC32 crc = new CRC32();
        crc.update(recording.getBytes(StandardCharsets.UTF_8));
        return 1 + (int) (crc.getValue() % folds);
    }
}
