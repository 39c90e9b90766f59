package io.auricle.examples;

import io.auricle.zoo.Architecture;
import java.util.Iterator;
import java.util.List;

/** Words that a shell may offer for an option whose values no enum of the command line lists. */
final class Candidates {

    private Candidates() {}

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
