package io.auricle.data;

import io.auricle.data.urbansound.UrbanSound8K;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;

/** Synthesised UrbanSound8K metadata: recordings of random size, each in one fold, and the five that cross. */
final class Metadata {
    static final String HEADER = "slice_file_name,fsID,start,end,salience,fold,classID,class";

    private Metadata() {}

    /** About 100 recordings per seed; 77751, 106905, 132016, 176638 and 180937 lie in two folds, with two classes. */
    static List<Clip> clips(long seed) {
        Random random = new Random(seed);
        List<Clip> clips = new ArrayList<>();
        for (int recording = 0; recording < 120; recording++) {
            int slices = random.nextInt(4) == 0 ? 20 + random.nextInt(20) : 1 + random.nextInt(6);
            int classId = recording % 10;
            add(
                    clips,
                    String.valueOf(1000 + recording),
                    classId,
                    1 + (recording / 10 + random.nextInt(2)) % 10,
                    slices,
                    random);
        }
        int[][] crossing = {
            {77751, 4, 2, 7, 7}, {106905, 8, 1, 5, 8}, {132016, 9, 1, 7, 4}, {176638, 1, 1, 5, 4}, {180937, 7, 1, 4, 9}
        };
        for (int[] row : crossing) {
            add(clips, String.valueOf(row[0]), row[1], row[2], 3, random);
            add(clips, String.valueOf(row[0]), row[3], row[4], 2, random);
        }
        return clips;
    }

    private static void add(List<Clip> clips, String recording, int classId, int fold, int slices, Random random) {
        for (int slice = 0; slice < slices; slice++) {
            Path path = Path.of("audio", "fold" + fold, recording + "-" + classId + "-0-" + slice + ".wav");
            String label = UrbanSound8K.CLASSES.get(classId);
            OptionalInt salience = OptionalInt.of(1 + random.nextInt(2));
            clips.add(new Clip(path, label, OptionalInt.of(fold), recording, salience, slice * 0.5, slice * 0.5 + 4));
        }
    }

    static String csv(List<Clip> clips) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (Clip clip : clips) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%d,%d,%d,%s%n",
                    clip.name(),
                    clip.recording(),
                    clip.startSeconds(),
                    clip.endSeconds(),
                    clip.salience().getAsInt(),
                    clip.fold().getAsInt(),
                    UrbanSound8K.CLASSES.indexOf(clip.label()),
                    clip.label()));
        }
        return csv.toString();
    }

    /** Writes the metadata and an empty file per clip, in the official layout. */
    static void write(Path folder, List<Clip> clips) {
        try {
            Files.createDirectories(folder.resolve("metadata"));
            Files.writeString(folder.resolve("metadata/UrbanSound8K.csv"), csv(clips));
            for (Clip clip : clips) {
                Path file = folder.resolve(clip.path());
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
