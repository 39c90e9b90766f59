package io.auricle.data;

import io.auricle.data.urbansound.UrbanSound8K;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads UrbanSound8K's metadata: one clip a row, in the file's order, whether the sound file exists or not. */
final class UrbanSound8KReader {
    static final String CSV = "UrbanSound8K.csv";
    private static final List<String> COLUMNS =
            List.of("slice_file_name", "fsID", "start", "end", "salience", "fold", "classID", "class");

    private UrbanSound8KReader() {}

    /** The metadata file of the official layout or of the Kaggle copy. */
    static Path metadata(Path folder) throws FileNotFoundException {
        Path official = folder.resolve("metadata").resolve(CSV);
        Path kaggle = folder.resolve(CSV);
        if (Files.isRegularFile(official)) {
            return official;
        }
        if (Files.isRegularFile(kaggle)) {
            return kaggle;
        }
        throw new FileNotFoundException(
                folder + " must hold metadata/" + CSV + " or " + CSV + " to be UrbanSound8K, found neither");
    }

    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve("metadata").resolve(CSV)) || Files.isRegularFile(folder.resolve(CSV));
    }

    /** The folder that holds fold1 to fold10. */
    static Path audio(Path folder) {
        Path official = folder.resolve("audio");
        return Files.isDirectory(official) ? official : folder;
    }

    static List<Clip> read(Path folder) throws IOException {
        CsvTable table = CsvTable.read(metadata(folder), COLUMNS, Map.of("class_name", "class"));
        Path[] folds = new Path[UrbanSound8K.FOLDS + 1];
        for (int fold = 1; fold < folds.length; fold++) {
            folds[fold] = audio(folder).resolve("fold" + fold);
        }
        Map<String, Long> lines = new HashMap<>();
        List<Clip> clips = new ArrayList<>(table.rows().size());
        for (CsvTable.Row row : table.rows()) {
            Clip clip = clip(row, folds);
            Long earlier = lines.putIfAbsent(clip.name(), row.line());
            row.require(earlier == null, "slice_file_name", "stand in one row (line " + earlier + " has it too)");
            clips.add(clip);
        }
        return clips;
    }

    private static Clip clip(CsvTable.Row row, Path[] folds) throws MalformedDataException {
        String label = row.nonBlank("class");
        int classId = UrbanSound8K.CLASSES.indexOf(label);
        row.require(classId >= 0, "class", "be one of " + String.join(", ", UrbanSound8K.CLASSES));
        int written = row.wholeNumber("classID", 0, UrbanSound8K.CLASSES.size() - 1);
        row.require(written == classId, "classID", "be " + classId + ", the id of " + label);
        int fold = row.wholeNumber("fold", 1, UrbanSound8K.FOLDS);
        double start = row.seconds("start");
        double end = row.seconds("end");
        row.require(end > start, "end", "be above start " + start);
        return new Clip(
                folds[fold].resolve(row.fileName("slice_file_name")),
                label,
                OptionalInt.of(fold),
                row.nonBlank("fsID"),
                OptionalInt.of(row.wholeNumber("salience", 1, 2)),
                start,
                end);
    }
}
