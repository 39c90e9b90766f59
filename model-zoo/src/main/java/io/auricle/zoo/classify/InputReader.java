package io.auricle.zoo.classify;

import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.AxisOrder;
import io.auricle.zoo.model.ModelInput;

/** Makes one input of a network from samples; for one thread. */
final class InputReader {
    private final ModelInput input;
    private final FrontEnd frontEnd;
    private final Extractor extractor;
    private final float[] values;
    private final float[] arranged;
    private final float[] window;

    InputReader(ModelInput input) {
        this.input = input;
        this.frontEnd = input.frontEnd().orElseThrow();
        this.extractor = frontEnd.extractor();
        this.values = new float[input.size()];
        this.arranged = new float[input.size()];
        this.window = new float[frontEnd.windowSamples()];
    }

    /** The front end's values, windows x bands x frames, not standardised; overwritten by the next call. */
    float[] features(float[] samples) {
        int size = values.length / input.windows();
        for (int i = 0; i < input.windows(); i++) {
            float[] one = samples;
            if (input.windows() > 1) {
                int from = i * frontEnd.hopSamples();
                System.arraycopy(samples, from, window, 0, window.length);
                one = window;
            }
            extractor.computeInto(one, values, i * size);
        }
        return values;
    }

    /** What the network reads; overwritten by the next call. */
    float[] read(float[] samples) {
        return arranged(features(samples), 1);
    }

    /** Standardises some examples in place and puts them into the network's order. */
    float[] arranged(float[] examples, int count) {
        input.standardizer().applyInPlace(examples);
        return ordered(examples, count);
    }

    /** Puts some standardised examples into the network's order. */
    float[] ordered(float[] examples, int count) {
        if (input.order() == AxisOrder.WINDOWS_BANDS_FRAMES) {
            return examples;
        }
        float[] all = count == 1 ? arranged : new float[examples.length];
        int size = input.size();
        float[] from = new float[size];
        float[] into = new float[size];
        for (int i = 0; i < count; i++) {
            System.arraycopy(examples, i * size, from, 0, size);
            input.order().arrange(from, into, input.windows(), frontEnd.bands(), frontEnd.frames());
            System.arraycopy(into, 0, all, i * size, size);
        }
        return all;
    }

    ModelInput input() {
        return input;
    }

    FrontEnd frontEnd() {
        return frontEnd;
    }
}
