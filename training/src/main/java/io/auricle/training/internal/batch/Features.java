package io.auricle.training.internal.batch;

import io.auricle.data.Clip;
import io.auricle.data.FeatureSource;
import io.auricle.data.UnreadableClipException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The windows of clips out of a {@link FeatureSource}, in the order of the clips. */
public final class Features {
    private Features() {}

    /**
     * Reads or computes all windows; each clip is decoded at most once.
     *
     * @param clips    what to read
     * @param labels   names in index order; each clip's label is one of them
     * @param input    from samples to what the network reads
     * @param threads  how many threads compute
     * @param cache    folder of spectrograms, made if absent; empty: all are computed
     * @param progress told the number of clips done, never by two threads at once
     * @param skipped  told why each clip that cannot be decoded is left out; empty: all of them are refused together
     * @return the windows, not standardised
     * @throws IOException if a clip cannot be read; nothing goes on in the background then
     */
    public static WindowSet of(
            List<Clip> clips,
            List<String> labels,
            NetworkInput input,
            int threads,
            Optional<Path> cache,
            IntConsumer progress,
            Optional<Consumer<String>> skipped)
            throws IOException {
        FeatureSource.Options options = FeatureSource.Options.defaults()
                .withThreads(threads)
                .withSkipUnreadable(true) // all are listed, then refused
                .withProgress(build -> progress.accept(build.done()));
        Optional<Path> folder = clips.isEmpty() ? Optional.empty() : cache;
        try (FeatureSource source = FeatureSource.open(folder, input.frontEnd(), input.transform(), clips, options)) {
            List<FeatureSource.Unreadable> unreadable = source.report().unreadable();
            if (!unreadable.isEmpty() && skipped.isEmpty()) {
                throw UnreadableClipException.of(unreadable);
            }
            unreadable.forEach(one -> skipped.get().accept(one.clip().path() + ": " + one.reason()));
            return gather(source, labels, input);
        }
    }

    private static WindowSet gather(FeatureSource source, List<String> labels, NetworkInput input) {
        List<float[]> values = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (int clip = 0; clip < source.clips().size(); clip++) {
            Clip owner = source.clips().get(clip);
            for (int window = 0; window < source.windows(owner); window++) {
                float[] copy = new float[source.valuesPerWindow()];
                source.readInto(owner, window, copy, 0);
                values.add(copy);
                owners.add(clip);
                classes.add(Labels.index(labels, owner));
            }
        }
        return new WindowSet(
                source.clips(),
                ints(owners),
                ints(classes),
                values.toArray(float[][]::new),
                input.rows(),
                input.columns());
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
