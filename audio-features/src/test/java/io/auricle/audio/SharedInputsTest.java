package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auricle.npy.NpyFiles;
import io.auricle.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd files that people have, against what libsndfile and ffmpeg make of them; skipped where they are not there. */
class SharedInputsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aifc-sowt-quiet-decoded-as-mp3.aifc",
                "aifc_fl32.aifc",
                "aifc_sowt.aifc",
                "aiff-nframes0.aiff",
                "aiff-odd_name.aiff",
                "aiff-offset8.aiff",
                "aiff-ssnd_first.aiff",
                "align0.wav",
                "flac-20bit.flac",
                "flac-3ch.flac",
                "flac-8bit.flac",
                "flac-streaminfo-only.flac",
                "flac-total-samples-unknown.flac",
                "id3v2-before-riff-decoded-as-mp3.wav",
                "rifx.wav",
                "silence4s-then-sound3.9s.flac",
                "size0.wav"
            })
    void decodes_to_the_bit(String name) throws IOException {
        Path file = file(name);
        AudioClip clip = AudioFiles.read(file);

        assertThat(interleaved(clip)).isEqualTo(expected(file));
        assertThat(interleaved(Streams.inBlocks(file, 777))).isEqualTo(expected(file));
    }

    /** Lossy formats: to the rounding of another decoder's floats, so that nothing is shifted, missing or too loud. */
    @ParameterizedTest
    @ValueSource(strings = {"cbr64.mp3", "id3v1_tail.mp3", "mp3in.wav"})
    void decodes_mp3_as_others_do(String name) throws IOException {
        Path file = file(name);
        float[] expected = expected(file);
        AudioClip clip = AudioFiles.read(file);

        assertThat(clip.samples()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(clip.channel(0)[i]).isBetween(expected[i] - 5e-6f, expected[i] + 5e-6f);
        }
        assertThat(interleaved(Streams.inBlocks(file, 777))).isEqualTo(interleaved(clip));
    }

    @ParameterizedTest
    @CsvSource({"two_data.wav, 4410", "chain_short_long.ogg, 132300"})
    void reads_all_of_several_parts(String name, int samples) throws IOException {
        Path file = file(name);
        AudioClip clip = AudioFiles.read(file);

        assertThat(clip.samples()).isEqualTo(samples);
        assertThat(interleaved(Streams.inBlocks(file, 777))).isEqualTo(interleaved(clip));
    }

    @ParameterizedTest
    @CsvSource({
        "float_3e38.wav, false, 'samples must be finite and at most 2^31 in size, got 3.1693144E34 at channel 0, sample 0'",
        "gsm.wav, true, GSM 6.10",
        "o.opus, true, Ogg that holds Opus: add io.auricle:audio-ffmpeg",
        "spx.ogg, true, Ogg that holds Speex: add io.auricle:audio-ffmpeg"
    })
    void refuses_what_cannot_be_sound_or_is_not_read(String name, boolean unsupported, String what) {
        Path file = file(name);

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file))
                .withMessageStartingWith(file + ", byte ")
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.isUnsupported()).isEqualTo(unsupported));
    }

    private static float[] expected(Path file) throws IOException {
        return NpyFiles.read(file.resolveSibling(file.getFileName() + ".npy")).values();
    }

    private static float[] interleaved(AudioClip clip) {
        var all = new float[clip.samples() * clip.channels()];
        for (int i = 0; i < all.length; i++) {
            all[i] = clip.raw(i % clip.channels())[i / clip.channels()];
        }
        return all;
    }

    private static Path file(String name) {
        return SharedFolder.find("inputs").resolve(name);
    }
}
