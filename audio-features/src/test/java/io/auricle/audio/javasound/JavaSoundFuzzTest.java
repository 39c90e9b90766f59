package io.auricle.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.MalformedAudioException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files of the formats that providers read give samples or one {@link MalformedAudioException}, whatever a provider throws. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JavaSoundFuzzTest {
    private static final int MUTANTS = 400;
    /** A frame of 65535 channels is a buffer of 256 KiB; the rest are buffers of the JDK and what it loads. */
    private static final long BYTES_OF_THE_JDK = 8 << 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(strings = {"AIFF", "AU"})
    void mutants_of_what_the_jdk_reads_need_little_memory(String type) throws IOException {
        byte[] file = written(type.equals("AU") ? AudioFileFormat.Type.AU : AudioFileFormat.Type.AIFF);

        assertThat(fuzz(file, type)).isLessThan(BYTES_OF_THE_JDK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tone_mono.flac", "tone_stereo.ogg", "tone_mono.mp3"})
    void mutants_of_what_others_read_give_samples_or_one_clear_error(String name) throws IOException {
        try (InputStream in = JavaSoundFuzzTest.class.getResourceAsStream("/formats/" + name)) {
            fuzz(in.readAllBytes(), name);
        }
    }

    /** Returns the most bytes that a mutant took. */
    private long fuzz(byte[] file, String name) throws IOException {
        var random = new Random(7);
        long most = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(file, random);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                assertThat(AudioFiles.read(mutant, name).samples()).isPositive();
            } catch (MalformedAudioException e) {
                assertThat(e.source()).isEqualTo(name);
                assertThat(e.byteOffset()).isBetween(0L, (long) mutant.length);
            }
            most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return most;
    }

    /** Mostly in the header: single bytes, single bits, and the extremes of what a field can hold. */
    private static byte[] mutant(byte[] file, Random random) {
        byte[] mutant = random.nextInt(10) == 0 ? Arrays.copyOf(file, 1 + random.nextInt(file.length)) : file.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int end = random.nextInt(3) == 0 ? mutant.length : Math.min(mutant.length, 80);
            int at = random.nextInt(end);
            switch (random.nextInt(3)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                default -> Arrays.fill(mutant, at, Math.min(end, at + 4), (byte) (random.nextBoolean() ? 0xFF : 0));
            }
        }
        return mutant;
    }

    private static byte[] written(AudioFileFormat.Type type) throws IOException {
        var samples = new byte[2800];
        new Random(1).nextBytes(samples);
        var format = new AudioFormat(32_000, 16, 2, true, true);
        var out = new ByteArrayOutputStream();
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(samples), format, 700), type, out);
        return out.toByteArray();
    }
}
