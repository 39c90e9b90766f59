package io.auricle.zoo.classify;

import io.auricle.features.ClipEnd;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.model.ModelInput;

/**
 * How sound is cut for one input: all windows that it reads at once are one stretch of samples.
 *
 * @param frontEnd   the input's, with a window as long as the stretch
 * @param hopSamples from the start of one stretch to the next
 */
record Lane(FrontEnd frontEnd, int hopSamples) {

    static Lane of(ModelInput input) {
        FrontEnd frontEnd = input.frontEnd().orElseThrow();
        int windows = input.windows();
        if (windows == 1) {
            return new Lane(frontEnd, frontEnd.hopSamples());
        }
        double samples = frontEnd.windowSamples() + (windows - 1.0) * frontEnd.hopSamples();
        FrontEnd stretch = frontEnd.toBuilder()
                .windowSeconds(samples / frontEnd.sampleRateHz())
                .hopSeconds(windows * frontEnd.hopSeconds())
                .build();
        return new Lane(stretch, windows * frontEnd.hopSamples());
    }

    /** The same stretches, as far apart as asked. */
    Lane every(double hopSeconds) {
        return new Lane(frontEnd, Cutting.hopSamples(hopSeconds, frontEnd));
    }

    /** The same for one lane of several: their ends need not meet, so that a clip's end is not cut on its own. */
    Lane together() {
        return new Lane(frontEnd.toBuilder().clipEnd(ClipEnd.DROP).build(), hopSamples);
    }

    double hopSeconds() {
        return hopSamples / (double) frontEnd.sampleRateHz();
    }

    double seconds() {
        return frontEnd.windowSamples() / (double) frontEnd.sampleRateHz();
    }
}
