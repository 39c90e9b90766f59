package io.auricle.data;

import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.data.internal.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Decodes every clip of a data set and compares the files with the metadata.
 *
 * <pre>{@code
 * DatasetValidation found = DatasetValidator.validate(folder, AudioDataset.Options.defaults(), done -> {});
 * }</pre>
 *
 * <p><b>Threads.</b> Uses all cores. <b>Cost.</b> One pass over all files, a block of samples per core.
 */
public final class DatasetValidator {
    /** A clip whose loudest sample is below this is silent: -80 dB of full scale. */
    public static final double SILENCE = 1e-4;

    /** How much longer than end - start a file may be, in seconds: some samples of rounding at 8 kHz. */
    public static final double TOLERANCE_SECONDS = 0.001;

    private static final int BLOCK = 1 << 14;

    private DatasetValidator() {}

    /**
     * Validates.
     *
     * @param folder the data set's folder
     * @param options how to read it; missing clips are always allowed here, and listed
     * @param progress gets the number of clips that were decoded, from several threads
     * @return what was found
     * @throws MalformedDataException if a row of the metadata breaks a rule
     * @throws IOException if the folder, its metadata or all its clips are missing
     */
    public static DatasetValidation validate(Path folder, AudioDataset.Options options, IntConsumer progress)
            throws IOException {
        requireNonNull(progress, "progress");
        return validate(
                AudioDataset.open(folder, requireNonNull(options, "options").withAllowMissing(true)), progress);
    }

    /**
     * Validates a data set that is open.
     *
     * @param dataset  what to look at
     * @param progress gets the number of clips that were decoded, from several threads
     * @return what was found
     * @throws IOException if a folder cannot be listed
     */
    public static DatasetValidation validate(AudioDataset dataset, IntConsumer progress) throws IOException {
        requireNonNull(dataset, "dataset");
        requireNonNull(progress, "progress");
        AtomicInteger done = new AtomicInteger();
        Finding[] findings = new Finding[dataset.clips().size()];
        Workers.forEach(findings.length, Runtime.getRuntime().availableProcessors(), () -> index -> {
            findings[index] = Finding.of(dataset.clips().get(index));
            progress.accept(done.incrementAndGet());
        });
        return report(dataset, List.of(findings));
    }

    private static DatasetValidation report(AudioDataset dataset, List<Finding> findings) throws IOException {
        Path folder = dataset.folder();
        List<DatasetValidation.Unreadable> unreadable = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        List<DatasetValidation.Stretched> stretched = new ArrayList<>();
        Map<String, Integer> encodings = new TreeMap<>();
        for (Finding finding : findings) {
            String file = name(folder, finding.clip.path());
            if (finding.trouble != null) {
                unreadable.add(new DatasetValidation.Unreadable(file, finding.trouble));
                continue;
            }
            encodings.merge(finding.encoding, 1, Integer::sum);
            if (finding.peak < SILENCE) {
                silent.add(file);
            }
            if (finding.seconds > finding.clip.seconds() + TOLERANCE_SECONDS) {
                stretched.add(new DatasetValidation.Stretched(file, finding.seconds, finding.clip.seconds()));
            }
        }
        List<Clip> missing = dataset.missing();
        return new DatasetValidation(
                folder.toString(),
                dataset.layout().map(DataSetLayout::word).orElse("list"),
                findings.size() + missing.size(),
                findings.size(),
                missing.stream().map(clip -> name(folder, clip.path())).toList(),
                dataset.ignored().stream().map(file -> name(folder, file)).toList(),
                unreadable,
                silent,
                stretched,
                DatasetInfo.counts(dataset.clips(), missing),
                unpublished(dataset),
                encodings);
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static List<DatasetValidation.Difference> unpublished(AudioDataset dataset) throws IOException {
        Map<String, Map<Integer, Integer>> rows = byLabelAndFold(dataset.allClips());
        Map<String, Map<Integer, Integer>> files = byLabelAndFold(dataset.clips());
        Map<String, Map<Integer, Integer>> published =
                dataset.layout().isPresent() ? dataset.layout().get().published(dataset.folder()) : Map.of();
        List<DatasetValidation.Difference> differences = new ArrayList<>();
        new TreeMap<>(published)
                .forEach((label, folds) -> folds.forEach((fold, count) -> {
                    int named = rows.getOrDefault(label, Map.of()).getOrDefault(fold, 0);
                    int present = files.getOrDefault(label, Map.of()).getOrDefault(fold, 0);
                    if (named != count || present != count) {
                        differences.add(new DatasetValidation.Difference(fold, label, count, named, present));
                    }
                }));
        differences.sort(Comparator.comparingInt(DatasetValidation.Difference::fold)
                .thenComparing(DatasetValidation.Difference::label));
        return differences;
    }

    private static Map<String, Map<Integer, Integer>> byLabelAndFold(Collection<Clip> clips) {
        return clips.stream()
                .collect(Collectors.groupingBy(
                        Clip::label, Collectors.toMap(clip -> clip.fold().orElse(0), clip -> 1, Integer::sum)));
    }

    /** The result of decoding one clip: trouble, or the other three. */
    private static final class Finding {
        private final Clip clip;
        private String trouble;
        private String encoding;
        private double seconds;
        private float peak;

        private Finding(Clip clip) {
            this.clip = clip;
        }

        static Finding of(Clip clip) {
            Finding finding = new Finding(clip);
            try (AudioStream sound = AudioFiles.open(clip.path())) {
                finding.encoding = EncodingProbe.describe(clip.path(), sound);
                finding.decode(sound);
            } catch (IOException | RuntimeException e) {
                finding.trouble = String.valueOf(e.getMessage());
            }
            return finding;
        }

        private void decode(AudioStream sound) throws IOException {
            float[][] block = new float[sound.channels()][BLOCK];
            long samples = 0;
            for (int count = sound.read(block, 0, BLOCK); count >= 0; count = sound.read(block, 0, BLOCK)) {
                samples += count;
                for (float[] channel : block) {
                    peak = Math.max(peak, peak(channel, count));
                }
            }
            if (samples == 0) {
                throw new IOException(clip.path() + " must hold at least one sample, got none");
            }
            seconds = samples / (double) sound.sampleRateHz();
        }

        private static float peak(float[] samples, int count) {
            float peak = 0;
            for (int i = 0; i < count; i++) {
                peak = Math.max(peak, Math.abs(samples[i]));
            }
            return peak;
        }
    }
}
