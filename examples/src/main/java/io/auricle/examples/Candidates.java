package io.auricle.examples;

import io.auricle.features.preset.Feature;
import io.auricle.features.preset.Preset;
import io.auricle.zoo.Architecture;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Words that a shell may offer for an option whose values no enum of the command line lists. */
final class Candidates {

    private Candidates() {}

    /** Whose defaults to take. */
    static final class Presets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Preset.values()).map(Preset::toString).iterator();
        }
    }

    /** What to compute. */
    static final class Features implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Feature.values()).map(Feature::toString).iterator();
        }
    }

    /** What weighs a frame. */
    static final class Windows implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("hann", "hamming", "blackman", "rectangular", "kaiser:")
                    .iterator();
        }
    }

    /** Networks. */
    static final class Architectures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return io.auricle.zoo.Architectures.all().stream()
                    .map(Architecture::word)
                    .iterator();
        }
    }
}
