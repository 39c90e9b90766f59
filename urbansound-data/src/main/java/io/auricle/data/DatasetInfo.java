package io.auricle.data;

import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.Workers;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a data set holds, counted from its metadata and the heads of its files; {@link DatasetValidator} decodes every sample.
 *
 * @param folder the data set's folder
 * @param layout how it lies on disk, by its word; {@code list} if it was made of a list of clips
 * @param rows clips that it names
 * @param clips clips whose files exist
 * @param recordings sources that the clips were cut from
 * @param hours length of the clips that exist, by the metadata; infinite if that is not known
 * @param counts by label and fold, how many clips exist; every label and fold that is named has a number; fold 0 holds clips
 *     without a fold
 * @param salience how many clips are in the foreground (1) and the background (2), as far as known
 * @param crossings recordings in more than one fold, as {@link Splits#crossings} finds them
 * @param encodings how many files are encoded how; files that cannot be decoded count as {@code unreadable}
 */
public record DatasetInfo(
        String folder,
        String layout,
        int rows,
        int clips,
        int recordings,
        double hours,
        Map<String, Map<Integer, Integer>> counts,
        Map<Integer, Integer> salience,
        Map<String, Map<String, Set<Integer>>> crossings,
        Map<String, Integer> encodings) {
    /**
     * Counts.
     *
     * @param dataset what to look at
     * @return the counts, sorted
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     */
    public static DatasetInfo of(AudioDataset dataset) throws IOException {
        List<Clip> clips = requireNonNull(dataset, "dataset").clips();
        Map<Integer, Integer> salience = new TreeMap<>();
        clips.forEach(clip -> clip.salience().ifPresent(value -> salience.merge(value, 1, Integer::sum)));
        Map<String, Integer> encodings = new TreeMap<>();
        Workers.forEach(clips.size(), Runtime.getRuntime().availableProcessors(), () -> index -> {
            String encoding = encoding(clips.get(index));
            synchronized (encodings) {
                encodings.merge(encoding, 1, Integer::sum);
            }
        });
        return new DatasetInfo(
                dataset.folder().toString(),
                dataset.layout().map(DataSetLayout::word).orElse("list"),
                clips.size() + dataset.missing().size(),
                clips.size(),
                (int) clips.stream().map(Clip::recording).distinct().count(),
                clips.stream().mapToDouble(Clip::seconds).sum() / 3600,
                counts(clips, dataset.missing()),
                salience,
                Splits.crossings(clips),
                encodings);
    }

    /** Counts clips by label and fold; clips of {@code named} only make sure that their cell exists. */
    static Map<String, Map<Integer, Integer>> counts(List<Clip> clips, List<Clip> named) {
        Set<Integer> folds = Stream.concat(clips.stream(), named.stream())
                .map(clip -> clip.fold().orElse(0))
                .collect(Collectors.toSet());
        Map<String, Map<Integer, Integer>> counts = new TreeMap<>();
        Stream.concat(clips.stream(), named.stream())
                .map(Clip::label)
                .distinct()
                .forEach(label -> counts.put(
                        label, new TreeMap<>(folds.stream().collect(Collectors.toMap(fold -> fold, fold -> 0)))));
        clips.forEach(clip -> counts.get(clip.label()).merge(clip.fold().orElse(0), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    private static String encoding(Clip clip) {
        try {
            return EncodingProbe.describe(clip.path());
        } catch (IOException | RuntimeException e) {
            return "unreadable";
        }
    }
}
