package io.auricle.training.internal.batch;

import static io.auricle.internal.Checks.check;

import io.auricle.data.Clip;
import java.util.List;

/** The place of a clip's label among a model's. */
public final class Labels {
    private Labels() {}

    public static int index(List<String> labels, Clip clip) {
        int index = labels.indexOf(clip.label());
        check(index >= 0, "label of %s must be one of %s, got %s", clip.path(), labels, clip.label());
        return index;
    }
}
