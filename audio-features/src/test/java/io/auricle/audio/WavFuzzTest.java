package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files give samples or one {@link MalformedAudioException}, the same however they are read, and never more
 * memory than the file justifies: a nibble of ADPCM becomes a float (8 times), twice while an array of unknown length
 * grows, and a channel of one 8-bit sample becomes an array of 24 bytes.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WavFuzzTest {
    private static final long SEED = 20_261_122;
    private static final int BYTES_PER_FILE_BYTE = 32;
    /** Buffers, an exception with its trace. */
    private static final int BYTES_IN_ANY_CASE = 256 * 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final RandomGenerator random = new SplittableRandom(SEED);
    private int mutants;
    private int decoded;

    @Test
    void two_thousand_mutants_give_samples_or_one_clear_error() {
        fuzz(2_000);
    }

    @Test
    @Tag("long")
    void a_hundred_thousand_mutants_give_samples_or_one_clear_error() {
        fuzz(100_000);
    }

    private void fuzz(int wanted) {
        loadClasses();
        List<GoldenWav> files = GoldenWav.good();
        var mutators = new ArrayList<WavMutator>();
        int fields = 0;
        for (GoldenWav file : files) {
            var mutator = new WavMutator(file.bytes());
            mutators.add(mutator);
            fields += mutator.fields().size();
            mutator.fields().forEach(field -> check(mutator.withField(field, random), file + " " + field));
        }
        assertThat(fields)
                .as("header fields of all good files, each hit at least once")
                .isBetween(200, wanted);
        while (mutants < wanted) {
            int i = mutants % mutators.size();
            check(mutators.get(i).anyhow(random), files.get(i) + " mutant " + mutants);
        }
        assertThat(decoded).as("of %d mutants decoded", mutants).isGreaterThanOrEqualTo(mutants * 3 / 10);
    }

    /** What the first reading of every kind allocates is not the file's doing. */
    private static void loadClasses() {
        for (List<GoldenWav> files : List.of(GoldenWav.good(), GoldenWav.bad())) {
            for (GoldenWav file : files) {
                Outcome.of(() -> AudioFiles.read(file.bytes(), "first.wav"));
                Outcome.of(() -> AudioFiles.read(new ByteArrayInputStream(file.bytes()), "first.wav"));
            }
        }
    }

    private void check(byte[] mutant, String what) {
        mutants++;
        long limit = BYTES_IN_ANY_CASE + (long) BYTES_PER_FILE_BYTE * mutant.length;
        long before = threads.getCurrentThreadAllocatedBytes();
        Outcome array = Outcome.of(() -> AudioFiles.read(mutant, "mutant.wav"));
        long middle = threads.getCurrentThreadAllocatedBytes();
        Outcome stream = Outcome.of(() -> AudioFiles.read(new ByteArrayInputStream(mutant), "mutant.wav"));
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(middle - before)
                .as("%s: bytes allocated for an array of %d", what, mutant.length)
                .isLessThan(limit);
        assertThat(after - middle)
                .as("%s: bytes allocated for a stream of %d", what, mutant.length)
                .isLessThan(limit);
        assertThat(stream.error).as(what).isEqualTo(array.error);
        assertThat(Arrays.deepEquals(stream.samples, array.samples)).as(what).isTrue();
        if (array.error == null) {
            decoded++;
            assertThat(array.samples[0].length).as(what).isPositive();
        }
    }

    private interface Reading {
        AudioClip read() throws IOException;
    }

    /** Samples or the text of a refusal; anything else that is thrown fails the test. */
    private record Outcome(float[][] samples, String error) {
        static Outcome of(Reading reading) {
            try {
                AudioClip clip = reading.read();
                var samples = new float[clip.channels()][];
                for (int c = 0; c < samples.length; c++) {
                    samples[c] = clip.raw(c);
                }
                return new Outcome(samples, null);
            } catch (MalformedAudioException e) {
                return new Outcome(null, e.getMessage());
            } catch (IOException e) {
                throw new AssertionError("must be a MalformedAudioException", e);
            }
        }
    }
}
