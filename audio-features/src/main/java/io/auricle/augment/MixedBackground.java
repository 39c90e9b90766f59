package io.auricle.augment;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.audio.AudioClip;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/**
 * Mixes one of several recordings under a signal, from a random place on, repeated where it is too short. The length
 * stays. A silent signal or a silent stretch of background has no level to go by: nothing is mixed in then.
 *
 * <p>Its settings name the recordings by a checksum alone, so that it cannot be read back from a map.
 *
 * <p><b>Cost.</b> Backgrounds are mixed to mono when this is made, and resampled when a signal has another rate.
 */
public final class MixedBackground implements WaveformTransform {
    static final String WORD = "mixed-background";
    private final List<AudioClip> backgrounds;
    private final double minSnrDb;
    private final double maxSnrDb;

    /**
     * Checks and keeps the settings.
     *
     * @param backgrounds recordings to choose from; at least one
     * @param minSnrDb    least ratio of the signal's power to the background's, in decibels; at least -300
     * @param maxSnrDb    most of it; at least minSnrDb, at most 300
     * @throws IllegalArgumentException if there is no background or the range is none
     */
    public MixedBackground(List<AudioClip> backgrounds, double minSnrDb, double maxSnrDb) {
        check(!requireNonNull(backgrounds, "backgrounds").isEmpty(), "backgrounds must be at least 1, got %d", 0);
        Signals.checkDecibels("minSnrDb", minSnrDb, "maxSnrDb", maxSnrDb);
        var mono = new ArrayList<AudioClip>();
        backgrounds.forEach(clip -> mono.add(clip.toMono()));
        this.backgrounds = List.copyOf(mono);
        this.minSnrDb = minSnrDb;
        this.maxSnrDb = maxSnrDb;
    }

    static MixedBackground of(Settings settings) {
        throw new IllegalArgumentException(WORD + " cannot be read from its settings: they do not hold its recordings, "
                + settings.list("backgrounds"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "backgrounds",
                backgrounds.stream().map(MixedBackground::checksum).toList(),
                "minSnrDb",
                minSnrDb,
                "maxSnrDb",
                maxSnrDb);
    }

    private static String checksum(AudioClip clip) {
        CRC32C sum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(clip.samples() * Float.BYTES);
        bytes.asFloatBuffer().put(clip.channel(0));
        sum.update(bytes);
        return String.format(
                Locale.ROOT, "%d Hz, %d samples, %08x", clip.sampleRateHz(), clip.samples(), sum.getValue());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixedBackground mixed && settings().equals(mixed.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    @Override
    public float[] apply(float[] samples, int sampleRateHz, RandomGenerator random) {
        float[] result = Signals.copy(samples, sampleRateHz);
        float[] background = backgrounds
                .get(random.nextInt(backgrounds.size()))
                .resampledTo(sampleRateHz)
                .channel(0);
        int start = random.nextInt(background.length);
        double snr = Signals.ratio(Signals.uniform(random, minSnrDb, maxSnrDb));
        var under = new float[result.length];
        for (int i = 0; i < under.length; i++) {
            under[i] = background[(int) ((start + (long) i) % background.length)];
        }
        double level = Math.sqrt(Signals.power(under));
        if (level > 0) {
            double factor = Math.sqrt(Signals.power(samples)) / snr / level;
            for (int i = 0; i < result.length; i++) {
                result[i] += (float) (factor * under[i]);
            }
        }
        return result;
    }
}
