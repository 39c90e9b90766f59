package io.auricle.training.internal.batch;

import io.auricle.audio.AudioFiles;
import io.auricle.data.Clip;
import io.auricle.features.FrontEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of training windows, in the order of their {@link WindowSet}: waveform transforms start from them.
 *
 * @param frontEnd from samples to spectrograms
 * @param values   samples of each window, not to be changed
 */
public record WindowSamples(FrontEnd frontEnd, float[][] values) {
    /** Reads the windows of clips that were read before, so that whatever is wrong with them has been reported. */
    public static WindowSamples read(List<Clip> clips, FrontEnd frontEnd) throws IOException {
        List<float[]> windows = new ArrayList<>();
        for (Clip clip : clips) {
            windows.addAll(frontEnd.windows(AudioFiles.read(clip.path())));
        }
        return new WindowSamples(frontEnd, windows.toArray(float[][]::new));
    }

    /** Some of these windows; shares the arrays. */
    public WindowSamples only(int[] windows) {
        return new WindowSamples(
                frontEnd, Arrays.stream(windows).mapToObj(w -> values[w]).toArray(float[][]::new));
    }
}
