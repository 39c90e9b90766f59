package io.auricle.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads ESC-50 and ESC-10, both as {@code meta/esc50.csv} with {@code audio/} and as the older folder per class. */
final class Esc50Reader {
    static final int FOLDS = 5;
    private static final double CLIP_SECONDS = 5;
    private static final List<String> COLUMNS =
            List.of("filename", "fold", "target", "category", "esc10", "src_file", "take");
    private static final Pattern CLASS_FOLDER = Pattern.compile("(\\d{3}) - (.+)");
    private static final Pattern CLIP_NAME =
            Pattern.compile("(\\d)-(\\d+)-([A-Z])(?:-\\d+)?\\.(?:ogg|wav|flac|mp3)", Pattern.CASE_INSENSITIVE);

    private Esc50Reader() {}

    static boolean matches(Path folder) throws IOException {
        return Files.isRegularFile(metadata(folder)) || !classFolders(folder).isEmpty();
    }

    /** All clips, or only those of ESC-10. */
    static List<Clip> read(Path folder, boolean onlyEsc10) throws IOException {
        if (Files.isRegularFile(metadata(folder))) {
            return readMetadata(folder, onlyEsc10);
        }
        List<Path> classes = classFolders(folder);
        if (classes.isEmpty()) {
            throw new java.io.FileNotFoundException(folder
                    + " must hold meta/esc50.csv or folders such as \"001 - Dog bark\" to be ESC-50, found neither");
        }
        List<Clip> clips = new ArrayList<>();
        for (Path classFolder : classes) {
            readClassFolder(classFolder, clips);
        }
        if (clips.isEmpty()) {
            throw new java.io.FileNotFoundException(
                    folder + " must hold clips such as \"001 - Dog bark/1-30226-A.ogg\", found none");
        }
        return clips;
    }

    private static Path metadata(Path folder) {
        return folder.resolve("meta").resolve("esc50.csv");
    }

    private static List<Path> classFolders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry ->
                            CLASS_FOLDER.matcher(entry.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static List<Clip> readMetadata(Path folder, boolean onlyEsc10) throws IOException {
        CsvTable table = CsvTable.read(metadata(folder), COLUMNS, Map.of());
        Path audio = folder.resolve("audio");
        Map<String, Long> lines = new HashMap<>();
        Map<Integer, String> categories = new HashMap<>();
        List<Clip> clips = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String name = row.fileName("filename");
            Long earlier = lines.putIfAbsent(name, row.line());
            row.require(earlier == null, "filename", "stand in one row (line " + earlier + " has it too)");
            String category = row.nonBlank("category");
            String known = categories.putIfAbsent(row.wholeNumber("target", 0, 49), category);
            row.require(
                    known == null || known.equals(category),
                    "category",
                    "be " + known + ", the class of target " + row.text("target"));
            String esc10 = row.text("esc10").toLowerCase(Locale.ROOT);
            row.require(esc10.equals("true") || esc10.equals("false"), "esc10", "be True or False");
            if (onlyEsc10 && esc10.equals("false")) {
                continue;
            }
            clips.add(clip(audio.resolve(name), category, row.wholeNumber("fold", 1, FOLDS), row.nonBlank("src_file")));
        }
        return clips;
    }

    private static void readClassFolder(Path classFolder, List<Clip> clips) throws IOException {
        Matcher folderName = CLASS_FOLDER.matcher(classFolder.getFileName().toString());
        if (!folderName.matches()) {
            throw new IllegalStateException(classFolder.toString());
        }
        String label = folderName.group(2).strip().toLowerCase(Locale.ROOT).replaceAll("[\\s,-]+", "_");
        for (Path file : FolderReader.soundFiles(classFolder)) {
            Matcher name = CLIP_NAME.matcher(file.getFileName().toString());
            int fold = name.matches() ? name.group(1).charAt(0) - '0' : 0;
            if (fold < 1 || fold > FOLDS) {
                throw new IOException(
                        file + " must be named <fold>-<source>-<take>, such as 1-30226-A.ogg, fold 1 to 5");
            }
            clips.add(clip(file, label, fold, name.group(2)));
        }
    }

    private static Clip clip(Path path, String label, int fold, String source) {
        return new Clip(path, label, OptionalInt.of(fold), source, OptionalInt.empty(), 0, CLIP_SECONDS);
    }
}
