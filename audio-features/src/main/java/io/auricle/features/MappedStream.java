package io.auricle.features;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/** A stream whose results are changed on their way out. */
final class MappedStream implements FeatureStream {
    private final FeatureStream source;
    private final UnaryOperator<Spectrogram> change;

    MappedStream(FeatureStream source, UnaryOperator<Spectrogram> change) {
        this.source = source;
        this.change = requireNonNull(change, "change");
    }

    @Override
    public int rows() {
        return source.rows();
    }

    @Override
    public Spectrogram push(float[] samples, int from, int length) {
        return change.apply(source.push(samples, from, length));
    }

    @Override
    public Spectrogram finish() {
        return change.apply(source.finish());
    }
}
