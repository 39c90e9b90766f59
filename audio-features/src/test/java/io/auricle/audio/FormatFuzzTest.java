package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files of the other formats give samples or one {@link MalformedAudioException}, the same from memory and from a
 * stream, in little memory: what a frame of FLAC may hold, or what JOrbis makes for a code book.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FormatFuzzTest {
    private static final long SEED = 20_261_128;
    private static final int BASES = 24;
    /** A FLAC frame of 8 channels has up to half a million samples of 4 bytes, twice when they become floats. */
    private static final long MOST_BYTES = 96L << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"AIFF", "FLAC", "Ogg", "MP3"})
    void two_thousand_mutants_give_samples_or_one_clear_error(String format) throws IOException {
        fuzz(format, 2_000);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"AIFF", "FLAC", "Ogg", "MP3"})
    void a_hundred_thousand_mutants_give_samples_or_one_clear_error(String format) throws IOException {
        fuzz(format, 100_000);
    }

    private void fuzz(String format, int wanted) throws IOException {
        var random = new SplittableRandom(SEED);
        var mutators = new ArrayList<FormatMutator>();
        for (byte[] base : bases(format)) {
            assertThat(AudioFiles.read(base, "base").samples()).isPositive();
            mutators.add(new FormatMutator(base, random));
        }
        int decoded = 0;
        for (int i = 0; i < wanted; i++) {
            byte[] mutant = mutators.get(i % mutators.size()).next();
            decoded += check(mutant, format + " mutant " + i) ? 1 : 0;
        }
        assertThat(decoded).as("of %d mutants decoded", wanted).isBetween(wanted / 100, wanted * 99 / 100);
    }

    private static List<byte[]> bases(String format) throws IOException {
        var bases = new ArrayList<byte[]>();
        var random = new Random(SEED);
        switch (format) {
            case "MP3" -> bases.addAll(resources("tone_mono.mp3", "tone_stereo.mp3"));
            case "Ogg" -> bases.addAll(resources("tone_mono.ogg", "tone_stereo.ogg"));
            case "FLAC" -> {
                for (int i = 0; i < BASES; i++) {
                    int bits = 4 + random.nextInt(29);
                    int[][] samples = FlacTest.signal(random, 1 + random.nextInt(3), 300 + random.nextInt(700), bits);
                    bases.add(new FlacWriter(random, samples, bits, 44_100).write());
                }
            }
            default -> {
                for (int i = 0; bases.size() < BASES; i++) {
                    var writer = new PcmWriter(random, i);
                    if (writer.name.contains("AIF")) {
                        bases.add(writer.file);
                    }
                }
            }
        }
        return bases;
    }

    private static List<byte[]> resources(String... names) throws IOException {
        var all = new ArrayList<byte[]>();
        for (String name : names) {
            try (InputStream in = FormatFuzzTest.class.getResourceAsStream("/formats/" + name)) {
                all.add(in.readAllBytes());
            }
        }
        return all;
    }

    private boolean check(byte[] mutant, String what) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        Object array = outcome(mutant.clone(), false, what);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).as(what).isLessThan(MOST_BYTES);
        Object stream = outcome(mutant, true, what);
        if (array instanceof float[][] samples) {
            assertThat(Arrays.deepEquals(samples, (float[][]) stream)).as(what).isTrue();
            return true;
        }
        assertThat(stream).as(what).isEqualTo(array);
        return false;
    }

    /** Samples, or the text of a refusal; anything else that is thrown fails the test. */
    private static Object outcome(byte[] mutant, boolean asStream, String what) throws IOException {
        try {
            AudioClip clip = asStream
                    ? AudioFiles.read(new ByteArrayInputStream(mutant), "mutant")
                    : AudioFiles.read(mutant, "mutant");
            var samples = new float[clip.channels()][];
            for (int c = 0; c < samples.length; c++) {
                samples[c] = clip.raw(c);
                assertThat(samples[c].length).as(what).isPositive();
            }
            return samples;
        } catch (MalformedAudioException e) {
            assertThat(e.byteOffset()).as(what).isBetween(0L, (long) mutant.length);
            assertThat(e.getMessage()).as(what).doesNotContain("Exception", "java.", "\n");
            return e.getMessage();
        }
    }
}
