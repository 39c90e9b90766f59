package io.auricle.data.urbansound;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.internal.Workers;
import io.auricle.data.internal.synthesis.CityClip;
import io.auricle.data.internal.synthesis.Sounds;
import io.auricle.internal.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a small data set in UrbanSound8K's layout out of nothing: ten urban sounds, synthesised, ten folds, several slices
 * per recording, all columns of the metadata. It exists to try the whole way from sound to label without a download.
 *
 * <pre>{@code
 * SyntheticCity.write(Path.of("city"), new SyntheticCity.Options(60, 1), done -> {});
 * }</pre>
 *
 * <p>Classes differ in how they move in time and pitch: timbre, level and background are random, so that mean spectra
 * separate them poorly. Jackhammer and drilling differ in rhythm only.
 *
 * <p><b>Shape.</b> Clips of 4 s, 22 050 Hz, 16-bit, mono. <b>Threads.</b> Uses all cores. <b>Cost.</b> Some milliseconds and 176 kB a
 * clip. The same options give the same bytes on every machine.
 */
public final class SyntheticCity {
    private static final int MOST_CLIPS_PER_CLASS = 100_000;
    private static final int MOST_SLICES = 3;
    private static final int FIRST_RECORDING = 100_000;

    private SyntheticCity() {}

    /**
     * What to make.
     *
     * @param clipsPerClass clips of each of the ten classes, dealt out evenly to the ten folds; from 1 to 100 000
     * @param seed changes every clip
     */
    public record Options(int clipsPerClass, long seed) {
        public Options {
            check(
                    clipsPerClass >= 1 && clipsPerClass <= MOST_CLIPS_PER_CLASS,
                    "clipsPerClass must be from 1 to %d, got %d",
                    MOST_CLIPS_PER_CLASS,
                    clipsPerClass);
        }

        /** {@return 60 clips per class, seed 1} */
        public static Options defaults() {
            return new Options(60, 1);
        }
    }

    /**
     * Writes the data set. The metadata comes last: a folder that was left half done is not mistaken for a data set.
     *
     * @param folder where to; made if absent, must not hold {@code metadata/UrbanSound8K.csv} or {@code audio} yet
     * @param options what to make
     * @param progress gets the number of clips that are done, from several threads
     * @return the number of clips
     * @throws FileAlreadyExistsException if the folder holds a data set already
     * @throws IOException if writing fails
     */
    public static int write(Path folder, Options options, IntConsumer progress) throws IOException {
        requireNonNull(folder, "folder");
        requireNonNull(progress, "progress");
        Path csv = folder.resolve("metadata").resolve("UrbanSound8K.csv");
        requireAbsent(csv);
        requireAbsent(folder.resolve("audio"));
        for (int fold = 1; fold <= UrbanSound8K.FOLDS; fold++) {
            Files.createDirectories(folder.resolve("audio").resolve("fold" + fold));
        }
        List<Slice> slices = plan(requireNonNull(options, "options"));
        String[] rows = new String[slices.size()];
        AtomicInteger done = new AtomicInteger();
        Workers.forEach(rows.length, Runtime.getRuntime().availableProcessors(), () -> index -> {
            rows[index] = write(folder, slices.get(index));
            progress.accept(done.incrementAndGet());
        });
        writeMetadata(csv, rows);
        return rows.length;
    }

    private static void requireAbsent(Path path) throws FileAlreadyExistsException {
        if (Files.exists(path)) {
            throw new FileAlreadyExistsException(path + " must not exist yet: choose another folder or remove it");
        }
    }

    /** One row of the metadata to be. */
    private record Slice(int classId, int fold, int recording, int number, long recordingSeed) {
        String name() {
            return recording + "-" + classId + "-0-" + number * 8 + ".wav";
        }

        String row(int salience) {
            double start = 4.0 * number;
            return String.join(
                    ",",
                    name(),
                    String.valueOf(recording),
                    String.valueOf(start),
                    String.valueOf(start + 4),
                    String.valueOf(salience),
                    String.valueOf(fold),
                    String.valueOf(classId),
                    UrbanSound8K.CLASSES.get(classId));
        }
    }

    private static List<Slice> plan(Options options) {
        RandomGenerator random = new SplittableRandom(options.seed());
        List<Slice> slices = new ArrayList<>();
        int recording = FIRST_RECORDING;
        for (int classId = 0; classId < UrbanSound8K.CLASSES.size(); classId++) {
            for (int fold = 1; fold <= UrbanSound8K.FOLDS; fold++) {
                int clips = (options.clipsPerClass() + UrbanSound8K.FOLDS - fold) / UrbanSound8K.FOLDS;
                while (clips > 0) {
                    recording += random.nextInt(1, 40);
                    long seed = random.nextLong();
                    int length = Math.min(clips, random.nextInt(1, MOST_SLICES + 1));
                    for (int number = 0; number < length; number++) {
                        slices.add(new Slice(classId, fold, recording, number, seed));
                    }
                    clips -= length;
                }
            }
        }
        return slices;
    }

    private static String write(Path folder, Slice slice) throws IOException {
        CityClip clip = CityClip.make(slice.classId(), slice.recordingSeed(), slice.number());
        Path file = folder.resolve("audio").resolve("fold" + slice.fold()).resolve(slice.name());
        AudioFiles.writeWav(file, AudioClip.ofMono(clip.samples(), Sounds.RATE_HZ));
        return slice.row(clip.salience());
    }

    private static void writeMetadata(Path csv, String[] rows) throws IOException {
        Files.createDirectories(csv.getParent());
        String header = "slice_file_name,fsID,start,end,salience,fold,classID,class";
        AtomicFile.write(
                csv, Stream.concat(Stream.of(header), Stream.of(rows)).collect(Collectors.joining("\n", "", "\n")));
    }
}
