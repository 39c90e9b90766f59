package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A thousand files of plain samples against the writer that knows what must come out. */
class PcmOracleTest {
    private static final int FILES = 1000;

    @Test
    void a_thousand_files_of_any_container_and_encoding_are_read_to_the_bit() throws IOException {
        var random = new Random(20_261_128);
        var containers = new TreeSet<String>();
        for (int i = 0; i < FILES; i++) {
            var writer = new PcmWriter(random, i);
            AudioClip clip = AudioFiles.read(writer.file, writer.name);
            AudioClip blocks = Streams.inBlocks(
                    AudioFiles.open(new ByteArrayInputStream(writer.file), writer.name), 1 + random.nextInt(300));

            assertThat(clip.sampleRateHz()).as(writer.name).isEqualTo(writer.rate);
            assertThat(clip.channels()).as(writer.name).isEqualTo(writer.expected.length);
            for (int c = 0; c < clip.channels(); c++) {
                assertThat(clip.raw(c)).as(writer.name).isEqualTo(writer.expected[c]);
                assertThat(blocks.raw(c)).as(writer.name).isEqualTo(writer.expected[c]);
            }
            containers.add(writer.name.split(" ")[1]);
        }
        assertThat(containers)
                .containsExactly("AIFC", "AIFF", "AU", "AUL", "CAF", "CAFL", "RF64", "RIFF", "RIFX", "W64");
    }
}
