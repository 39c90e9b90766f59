package io.auricle.features.preset;

import static io.auricle.internal.Checks.check;

import io.auricle.features.Window;
import io.auricle.features.descriptor.KaldiConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which options Kaldi's features have, by whose names. */
final class KaldiOptions {
    private static final List<FeatureOption> TAKEN = List.of(
            FeatureOption.FFT_SIZE,
            FeatureOption.WINDOW_LENGTH,
            FeatureOption.HOP_LENGTH,
            FeatureOption.WINDOW,
            FeatureOption.MEL_BANDS,
            FeatureOption.MIN_HZ,
            FeatureOption.MAX_HZ);

    private KaldiOptions() {}

    static boolean takes(FeatureOption option) {
        return TAKEN.contains(option);
    }

    static KaldiConfig.Taper taper(Window window) {
        String name = window.toString().toUpperCase(Locale.ROOT);
        boolean known = Arrays.stream(KaldiConfig.Taper.values())
                .anyMatch(taper -> taper.name().equals(name));
        check(known, "window must be hann, hamming, blackman or rectangular for the preset kaldi, got %s", window);
        return KaldiConfig.Taper.valueOf(name);
    }
}
