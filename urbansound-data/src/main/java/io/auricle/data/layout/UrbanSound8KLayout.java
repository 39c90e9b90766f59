package io.auricle.data.layout;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.DataSetException;
import io.auricle.data.DataSetLayout;
import io.auricle.data.MalformedDataException;
import io.auricle.data.urbansound.UrbanSound8K;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * UrbanSound8K: {@code audio/fold1…fold10} and {@code metadata/UrbanSound8K.csv}, or the Kaggle copy with {@code fold1…fold10} and
 * {@code UrbanSound8K.csv} at the root. One clip a row, in the file's order.
 */
public final class UrbanSound8KLayout implements DataSetLayout {
    private static final String CSV = "UrbanSound8K.csv";
    private static final List<String> COLUMNS =
            List.of("slice_file_name", "fsID", "start", "end", "salience", "fold", "classID", "class");

    /** Makes the layout, which holds no state. */
    public UrbanSound8KLayout() {}

    @Override
    public String word() {
        return "urbansound8k";
    }

    @Override
    public String description() {
        return "metadata/" + CSV + " or " + CSV;
    }

    @Override
    public boolean matches(Path folder) {
        return Files.isRegularFile(official(folder)) || Files.isRegularFile(kaggle(folder));
    }

    @Override
    public Map<String, Map<Integer, Integer>> published(Path folder) {
        Map<String, Map<Integer, Integer>> counts = new TreeMap<>();
        for (int classId = 0; classId < UrbanSound8K.CLASSES.size(); classId++) {
            Map<Integer, Integer> folds = new TreeMap<>();
            for (int fold = 1; fold <= UrbanSound8K.FOLDS; fold++) {
                folds.put(fold, UrbanSound8K.publishedCount(fold, classId));
            }
            counts.put(UrbanSound8K.CLASSES.get(classId), folds);
        }
        return counts;
    }

    @Override
    public List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
        CsvTable table = CsvTable.read(metadata(folder), COLUMNS, Map.of("class_name", "class"));
        table.requireUnique("slice_file_name");
        Path[] folds = new Path[UrbanSound8K.FOLDS + 1];
        for (int fold = 1; fold < folds.length; fold++) {
            folds[fold] = audio(folder).resolve("fold" + fold);
        }
        List<Clip> clips = new ArrayList<>(table.rows().size());
        for (CsvTable.Row row : table.rows()) {
            clips.add(clip(row, folds));
        }
        return clips;
    }

    private static Path official(Path folder) {
        return folder.resolve("metadata").resolve(CSV);
    }

    private static Path kaggle(Path folder) {
        return folder.resolve(CSV);
    }

    private Path metadata(Path folder) throws DataSetException {
        if (!matches(folder)) {
            throw new DataSetException(folder, "hold " + description() + " to be UrbanSound8K", "neither");
        }
        return Files.isRegularFile(official(folder)) ? official(folder) : kaggle(folder);
    }

    /** The folder that holds fold1 to fold10. */
    private static Path audio(Path folder) {
        Path official = folder.resolve("audio");
        return Files.isDirectory(official) ? official : folder;
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
                row.file(folds[fold], "slice_file_name"),
                label,
                OptionalInt.of(fold),
                row.nonBlank("fsID"),
                OptionalInt.of(row.wholeNumber("salience", 1, 2)),
                start,
                end);
    }
}
