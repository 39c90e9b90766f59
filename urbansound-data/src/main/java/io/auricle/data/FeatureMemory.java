package io.auricle.data;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.data.internal.Workers;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Values of clips on the heap. */
final class FeatureMemory implements FeatureSource {
    private final FrontEnd frontEnd;
    private final int size;
    private final Map<Path, float[]> values;
    private final List<Clip> clips;
    private final BuildReport report;

    private FeatureMemory(
            FrontEnd frontEnd, int size, Map<Path, float[]> values, List<Clip> clips, BuildReport report) {
        this.frontEnd = frontEnd;
        this.size = size;
        this.values = values;
        this.clips = clips;
        this.report = report;
    }

    static FeatureMemory open(FrontEnd frontEnd, WindowTransform transform, List<Clip> clips, Options options)
            throws IOException {
        List<Clip> wanted = List.copyOf(requireNonNull(clips, "clips"));
        Map<Path, float[]> values = new ConcurrentHashMap<>();
        BuildTally tally = new BuildTally(wanted.size(), requireNonNull(options, "options"));
        Workers.forEach(wanted.size(), options.threads(), () -> new Workers.Task() {
            private final ClipFeatures features = new ClipFeatures(frontEnd, transform);

            @Override
            public void run(int index) throws IOException {
                Clip clip = wanted.get(index);
                try {
                    values.put(clip.path(), features.values(clip));
                    tally.computed(false);
                } catch (UnreadableClipException e) {
                    tally.unreadable(clip, e);
                }
            }

            @Override
            public void close() {
                features.close();
            }
        });
        List<Clip> held =
                wanted.stream().filter(clip -> values.containsKey(clip.path())).toList();
        return new FeatureMemory(frontEnd, transform.valuesPerWindow(), values, held, tally.report());
    }

    @Override
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    @Override
    public int valuesPerWindow() {
        return size;
    }

    @Override
    public List<Clip> clips() {
        return clips;
    }

    @Override
    public int windows(Clip clip) {
        return values(clip).length / size;
    }

    @Override
    public void readInto(Clip clip, int window, float[] into, int offset) {
        float[] all = values(clip);
        Objects.checkIndex(window, all.length / size);
        Objects.checkFromIndexSize(offset, size, into.length);
        System.arraycopy(all, window * size, into, offset, size);
    }

    @Override
    public BuildReport report() {
        return report;
    }

    @Override
    public void close() {
        values.clear();
    }

    private float[] values(Clip clip) {
        float[] all = values.get(requireNonNull(clip, "clip").path());
        check(all != null, "clip must be held by the source, got %s", clip.path());
        return all;
    }
}
