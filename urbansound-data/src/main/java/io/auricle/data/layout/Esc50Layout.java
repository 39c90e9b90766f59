package io.auricle.data.layout;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.DataSetException;
import io.auricle.data.DataSetLayout;
import io.auricle.data.internal.SoundFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ESC-50: {@code audio} and {@code meta/esc50.csv}, or the older folder per class, {@code 001 - Dog bark}.
 *
 * <p><b>Follows</b> K. J. Piczak, "ESC: Dataset for Environmental Sound Classification", ACM Multimedia 2015: 50 classes of 40 clips,
 * eight in each of five folds; the class names are licensed CC BY 4.0.
 */
public final class Esc50Layout implements DataSetLayout {
    /** The classes as {@code meta/esc50.csv} spells them, in the order of their targets. */
    public static final List<String> CLASSES = List.of(
            "dog",
            "rooster",
            "pig",
            "cow",
            "frog",
            "cat",
            "hen",
            "insects",
            "sheep",
            "crow",
            "rain",
            "sea_waves",
            "crackling_fire",
            "crickets",
            "chirping_birds",
            "water_drops",
            "wind",
            "pouring_water",
            "toilet_flush",
            "thunderstorm",
            "crying_baby",
            "sneezing",
            "clapping",
            "breathing",
            "coughing",
            "footsteps",
            "laughing",
            "brushing_teeth",
            "snoring",
            "drinking_sipping",
            "door_wood_knock",
            "mouse_click",
            "keyboard_typing",
            "door_wood_creaks",
            "can_opening",
            "washing_machine",
            "vacuum_cleaner",
            "clock_alarm",
            "clock_tick",
            "glass_breaking",
            "helicopter",
            "chainsaw",
            "siren",
            "car_horn",
            "engine",
            "train",
            "church_bells",
            "airplane",
            "fireworks",
            "hand_saw");

    static final int FOLDS = 5;
    private static final int CLIPS_PER_CLASS_AND_FOLD = 8;
    private static final double CLIP_SECONDS = 5;
    private static final List<String> COLUMNS =
            List.of("filename", "fold", "target", "category", "esc10", "src_file", "take");
    private static final Pattern CLASS_FOLDER = Pattern.compile("(\\d{3}) - (.+)");
    private static final Pattern CLIP_NAME =
            Pattern.compile("(\\d)-(\\d+)-([A-Z])(?:-\\d+)?\\.(?:ogg|wav|flac|mp3)", Pattern.CASE_INSENSITIVE);

    /** Makes the layout, which holds no state. */
    public Esc50Layout() {}

    @Override
    public String word() {
        return "esc50";
    }

    @Override
    public String description() {
        return "meta/esc50.csv or folders such as \"001 - Dog bark\"";
    }

    @Override
    public boolean matches(Path folder) throws IOException {
        return Files.isRegularFile(metadata(folder)) || !classFolders(folder).isEmpty();
    }

    @Override
    public Map<String, Map<Integer, Integer>> published(Path folder) {
        return published(folder, CLASSES);
    }

    @Override
    public List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
        return read(folder, false);
    }

    /** The published counts of some classes; none for the older copies, whose class names differ. */
    static Map<String, Map<Integer, Integer>> published(Path folder, List<String> classes) {
        if (!Files.isRegularFile(metadata(folder))) {
            return Map.of();
        }
        Map<Integer, Integer> folds = IntStream.rangeClosed(1, FOLDS)
                .boxed()
                .collect(Collectors.toMap(fold -> fold, fold -> CLIPS_PER_CLASS_AND_FOLD, (a, b) -> a, TreeMap::new));
        return classes.stream().collect(Collectors.toMap(label -> label, label -> folds, (a, b) -> a, TreeMap::new));
    }

    /** All clips, or only those of ESC-10. */
    static List<Clip> read(Path folder, boolean onlyEsc10) throws IOException {
        if (Files.isRegularFile(metadata(folder))) {
            return readMetadata(folder, onlyEsc10);
        }
        List<Path> classes = classFolders(folder);
        if (classes.isEmpty()) {
            throw new DataSetException(folder, "hold " + new Esc50Layout().description() + " to be ESC-50", "neither");
        }
        List<Clip> clips = new ArrayList<>();
        for (Path classFolder : classes) {
            readClassFolder(classFolder, clips);
        }
        if (clips.isEmpty()) {
            throw new DataSetException(folder, "hold clips such as \"001 - Dog bark/1-30226-A.ogg\"", "none");
        }
        return clips;
    }

    private static Path metadata(Path folder) {
        return folder.resolve("meta").resolve("esc50.csv");
    }

    private static List<Path> classFolders(Path folder) throws IOException {
        return SoundFiles.folders(folder).stream()
                .filter(entry ->
                        CLASS_FOLDER.matcher(entry.getFileName().toString()).matches())
                .toList();
    }

    private static List<Clip> readMetadata(Path folder, boolean onlyEsc10) throws IOException {
        CsvTable table = CsvTable.read(metadata(folder), COLUMNS, Map.of());
        table.requireUnique("filename");
        Path audio = folder.resolve("audio");
        Map<Integer, String> categories = new HashMap<>();
        List<Clip> clips = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            String category = category(row, categories);
            Path file = row.file(audio, "filename");
            int fold = row.wholeNumber("fold", 1, FOLDS);
            String source = row.nonBlank("src_file");
            if (isEsc10(row) || !onlyEsc10) {
                clips.add(clip(file, category, fold, source));
            }
        }
        if (clips.isEmpty()) {
            throw new DataSetException(metadata(folder), "hold rows of ESC-10", "none");
        }
        return clips;
    }

    private static String category(CsvTable.Row row, Map<Integer, String> categories) throws IOException {
        String category = row.nonBlank("category");
        String earlier = categories.putIfAbsent(row.wholeNumber("target", 0, CLASSES.size() - 1), category);
        row.require(
                earlier == null || earlier.equals(category),
                "category",
                "be " + earlier + ", the class of target " + row.text("target"));
        return category;
    }

    private static boolean isEsc10(CsvTable.Row row) throws IOException {
        String esc10 = row.text("esc10").toLowerCase(Locale.ROOT);
        row.require(esc10.equals("true") || esc10.equals("false"), "esc10", "be True or False");
        return esc10.equals("true");
    }

    private static void readClassFolder(Path classFolder, List<Clip> clips) throws IOException {
        Matcher folderName = CLASS_FOLDER.matcher(classFolder.getFileName().toString());
        if (!folderName.matches()) {
            throw new IllegalStateException(classFolder.toString());
        }
        String label = folderName.group(2).strip().toLowerCase(Locale.ROOT).replaceAll("[\\s,-]+", "_");
        for (Path file : SoundFiles.in(classFolder)) {
            Matcher name = CLIP_NAME.matcher(file.getFileName().toString());
            int fold = name.matches() ? name.group(1).charAt(0) - '0' : 0;
            if (fold < 1 || fold > FOLDS) {
                throw new DataSetException(
                        file,
                        "be named <fold>-<source>-<take>, such as 1-30226-A.ogg, fold 1 to 5",
                        file.getFileName().toString());
            }
            clips.add(clip(file, label, fold, name.group(2)));
        }
    }

    private static Clip clip(Path path, String label, int fold, String source) {
        return new Clip(path, label, OptionalInt.of(fold), source, OptionalInt.empty(), 0, CLIP_SECONDS);
    }
}
