package io.auricle.data.layout;

import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.DataSetLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * ESC-10: the rows of {@code meta/esc50.csv} with True in column esc10, or the older folder per class. Its folder looks as that of
 * ESC-50 does, so it is read only when asked for by its word.
 */
public final class Esc10Layout implements DataSetLayout {
    /** The classes as {@code meta/esc50.csv} spells them. */
    public static final List<String> CLASSES = List.of(
            "dog",
            "rooster",
            "rain",
            "sea_waves",
            "crackling_fire",
            "crying_baby",
            "sneezing",
            "clock_tick",
            "helicopter",
            "chainsaw");

    /** Makes the layout, which holds no state. */
    public Esc10Layout() {}

    @Override
    public String word() {
        return "esc10";
    }

    @Override
    public String description() {
        return "ESC-50's folder, on request only";
    }

    @Override
    public boolean matches(Path folder) {
        return false;
    }

    @Override
    public Map<String, Map<Integer, Integer>> published(Path folder) {
        return Esc50Layout.published(folder, CLASSES);
    }

    @Override
    public List<Clip> read(Path folder, AudioDataset.Options options) throws IOException {
        return Esc50Layout.read(folder, true);
    }
}
