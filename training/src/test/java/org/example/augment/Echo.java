package org.example.augment;

import io.auricle.augment.WaveformTransform;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A user's own transform of samples: adds them once more, later and softer. */
record Echo(double seconds) implements WaveformTransform {
    @Override
    public String word() {
        return "echo";
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("seconds", seconds);
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        int delay = (int) (seconds * sampleRateHz);
        float level = random.nextFloat();
        float[] result = samples.clone();
        for (int i = delay; i < result.length; i++) {
            result[i] += level * samples[i - delay];
        }
        return result;
    }
}
