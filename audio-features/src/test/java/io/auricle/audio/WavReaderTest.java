package io.auricle.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    private static final byte[] TWO_SAMPLES = {0, 0x40, 0, (byte) 0xC0};

    @Test
    void data_may_come_before_its_format() throws IOException {
        byte[] file = riff(chunk("data", TWO_SAMPLES), chunk("LIST", new byte[5]), pcm(1, 16));

        assertThat(AudioFiles.read(file, "a").channel(0)).containsExactly(0.5f, -0.5f);
        assertThat(AudioFiles.read(new ByteArrayInputStream(file), "a").channel(0))
                .containsExactly(0.5f, -0.5f);
    }

    @Test
    void an_error_in_early_data_names_its_place_in_the_file() {
        byte[] nan = {0, 0, 0, 0, 0, 0, (byte) 0xC0, 0x7F};
        byte[] file = riff(chunk("data", nan), chunk("fmt ", format(3, 1, 32)));

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "early.wav"))
                .withMessage("early.wav, byte 24: samples must be finite and at most 2^31 in size,"
                        + " got NaN at channel 0, sample 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF", "RF64", "BW64"})
    void every_kind_of_riff_is_read(String id) throws IOException {
        byte[] file = riff(pcm(1, 16), chunk("data", TWO_SAMPLES));
        System.arraycopy(id.getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);

        assertThat(AudioFiles.read(file, "a").samples()).isEqualTo(2);
    }

    @Test
    void a_data_size_of_64_bits_is_obeyed() throws IOException {
        byte[] sizes = ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(8, 2)
                .array();
        byte[] data = chunk("data", TWO_SAMPLES);
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1);
        byte[] file = riff(chunk("ds64", sizes), pcm(1, 16), data);

        assertThat(AudioFiles.read(file, "a").samples()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"12, 2", "20, 3"})
    void odd_bits_decode_as_their_container_does(int bits, int bytes) throws IOException {
        byte[] file = riff(pcm(1, bits), chunk("data", new byte[] {0, 0, 0, 0x40, 0x40, 0x40}));

        assertThat(AudioFiles.read(file, "a").samples()).isEqualTo(6 / bytes);
        assertThat(AudioFiles.read(file, "a").channel(0)[6 / bytes - 1])
                .isCloseTo(0.5f, org.assertj.core.data.Offset.offset(0.002f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 300, 20_000})
    void any_number_of_channels_is_read(int channels) throws IOException {
        var data = new byte[2 * channels];
        for (int c = 0; c < channels; c++) {
            data[c] = (byte) c;
        }
        byte[] file = riff(pcm(channels, 8), chunk("data", data));

        AudioClip clip = AudioFiles.read(file, "a");
        assertThat(clip.channels()).isEqualTo(channels);
        assertThat(clip.samples()).isEqualTo(2);
        assertThat(clip.channel(channels - 1)[0]).isEqualTo(((channels - 1 & 0xFF) - 128) / 128f);
    }

    @Test
    void a_partial_adpcm_block_at_the_end_is_dropped() throws IOException {
        byte[] whole = new byte[8];
        byte[] file = riff(chunk("fmt ", adpcm(0x11, 1, 8, 9)), chunk("data", java.util.Arrays.copyOf(whole, 15)));

        assertThat(AudioFiles.read(file, "a").samples()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ima_adpcm_of_several_channels_gives_each_its_own_groups(int channels) throws IOException {
        var block = new byte[8 * channels];
        for (int c = 0; c < channels; c++) {
            block[4 * c + 1] = (byte) (16 * c);
            block[4 * channels + 4 * c] = (byte) (c % 2 == 0 ? 0x07 : 0x70);
        }
        byte[] file = riff(chunk("fmt ", adpcm(0x11, channels, block.length, 9)), chunk("data", block));

        AudioClip clip = AudioFiles.read(file, "a");
        for (int c = 0; c < channels; c++) {
            float first = c * 4096 / 32768f;
            float[] samples = clip.channel(c);
            assertThat(samples[0]).isEqualTo(first);
            assertThat(samples[1]).isEqualTo(first + (c % 2 == 0 ? 11 : 0) / 32768f);
            assertThat(samples[2]).isEqualTo(first + (c % 2 == 0 ? 13 : 11) / 32768f);
        }
    }

    @Test
    void a_second_format_is_refused() {
        byte[] file = riff(pcm(1, 16), pcm(2, 16), chunk("data", TWO_SAMPLES));

        assertRefused(file, 36, "a WAV file must have only one fmt chunk");
    }

    @Test
    void a_file_of_another_form_is_refused() {
        byte[] file = riff(pcm(1, 16), chunk("data", TWO_SAMPLES));
        file[8] = 'V';

        assertRefused(file, 8, "a RIFF file must be of form WAVE");
    }

    @Test
    void sound_in_several_data_chunks_is_read_through() throws IOException {
        byte[] file = riff(
                pcm(1, 16), chunk("data", TWO_SAMPLES), chunk("LIST", new byte[3]), chunk("data", new byte[] {0, 0x20
                }));

        assertThat(AudioFiles.read(file, "a").channel(0)).containsExactly(0.5f, -0.5f, 0.25f);
        byte[] early = riff(
                chunk("data", TWO_SAMPLES),
                chunk("data", new byte[] {0, 0x20}),
                pcm(1, 16),
                chunk("data", TWO_SAMPLES));
        assertThat(AudioFiles.read(early, "a").channel(0)).containsExactly(0.5f, -0.5f, 0.25f, 0.5f, -0.5f);
    }

    @Test
    void a_second_file_behind_the_first_is_refused() {
        byte[] one = riff(pcm(1, 16), chunk("data", TWO_SAMPLES));
        byte[] two = java.util.Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertRefused(two, one.length, "a WAV file must end with its own chunks");
    }

    @Test
    void a_data_size_of_zero_means_to_the_end_unless_a_chunk_follows() throws IOException {
        byte[] empty = chunk("data", new byte[0]);
        byte[] file = java.util.Arrays.copyOf(riff(pcm(1, 16), empty), 44 + 4);
        System.arraycopy(TWO_SAMPLES, 0, file, 44, 4);

        assertThat(AudioFiles.read(file, "a").channel(0)).containsExactly(0.5f, -0.5f);
        assertThat(AudioFiles.read(new ByteArrayInputStream(file), "a").channel(0))
                .containsExactly(0.5f, -0.5f);
        assertThat(AudioFiles.read(riff(pcm(1, 16), empty, chunk("data", TWO_SAMPLES)), "a")
                        .channel(0))
                .containsExactly(0.5f, -0.5f);
    }

    /** Samples lie in the first or in the last bytes of their containers, or the header is wrong: zeros tell. */
    @ParameterizedTest
    @CsvSource({"0, 16", "2, 16", "-1, 32"})
    void blocks_larger_than_their_samples_are_read(int offset, int samples) throws IOException {
        var data = new byte[64];
        for (int i = 0; i < samples; i++) {
            data[offset < 0 ? 2 * i + 1 : 4 * i + offset + 1] = (byte) (i + 1);
        }
        byte[] format = format(1, 1, 16);
        format[12] = 4;
        AudioClip clip = AudioFiles.read(riff(chunk("fmt ", format), chunk("data", data)), "a");

        assertThat(clip.samples()).isEqualTo(samples);
        assertThat(clip.channel(0)[samples - 1]).isEqualTo(samples / 128f);
    }

    @Test
    void a_block_align_of_zero_is_what_it_should_be() throws IOException {
        byte[] format = format(1, 2, 8);
        format[12] = 0;

        assertThat(AudioFiles.read(riff(chunk("fmt ", format), chunk("data", TWO_SAMPLES)), "a")
                        .channels())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"49, GSM 6.10 (49)", "353, WMA (353)", "9999, 9999"})
    void an_encoding_that_is_not_read_is_named(int tag, String name) {
        byte[] file = riff(chunk("fmt ", format(tag, 1, 16)), chunk("data", TWO_SAMPLES));

        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "a.wav"))
                .withMessageEndingWith(", got " + name)
                .satisfies(e -> assertThat(e.isUnsupported()).isTrue());
    }

    @Test
    void adpcm_that_contradicts_itself_is_refused() {
        byte[] data = chunk("data", new byte[64]);

        assertRefused(
                riff(chunk("fmt ", adpcm(0x11, 1, 8, 10)), data), 38, "samples per block must be 9, what 8 bytes hold");
        assertRefused(
                riff(chunk("fmt ", adpcm(0x11, 2, 12, 5)), data),
                32,
                "IMA ADPCM block align must be a multiple of 4 bytes x 2 channels, at least one");
        assertRefused(
                riff(chunk("fmt ", adpcm(2, 2, 13, 2)), data),
                32,
                "Microsoft ADPCM block align must hold 7 bytes and whole samples for each of 2 channels");
        var stepTooHigh = new byte[8];
        stepTooHigh[2] = 89;
        assertRefused(
                riff(chunk("fmt ", adpcm(0x11, 1, 8, 9)), chunk("data", stepTooHigh)),
                50,
                "IMA ADPCM step index must be at most 88");
    }

    @Test
    void a_double_beyond_a_float_is_refused() {
        byte[] data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(1e300)
                .array();

        assertRefused(
                riff(chunk("fmt ", format(3, 1, 64)), chunk("data", data)),
                44,
                "samples must be finite and at most 2^31 in size");
    }

    @Test
    void a_block_that_does_not_fit_is_refused() throws IOException {
        byte[] file = riff(pcm(2, 8), chunk("data", TWO_SAMPLES));
        try (AudioStream stream = AudioFiles.open(new ByteArrayInputStream(file), "a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[1][8], 0, 8))
                    .withMessage("into must have at least 2 channels, got 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> stream.read(new float[2][8], 0, 0))
                    .withMessage("samples must be at least 1, got 0");
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> stream.read(new float[2][8], 5, 4));
        }
    }

    private static void assertRefused(byte[] file, long offset, String rule) {
        assertThatExceptionOfType(MalformedAudioException.class)
                .isThrownBy(() -> AudioFiles.read(file, "a.wav"))
                .satisfies(e -> {
                    assertThat(e.rule()).isEqualTo(rule);
                    assertThat(e.byteOffset()).isEqualTo(offset);
                });
    }

    private static byte[] pcm(int channels, int bits) {
        return chunk("fmt ", format(1, channels, bits));
    }

    private static byte[] format(int tag, int channels, int bits) {
        int align = channels * ((bits + 7) / 8);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(8000)
                .putInt(8000 * align)
                .putShort((short) align)
                .putShort((short) bits)
                .array();
    }

    private static byte[] adpcm(int tag, int channels, int align, int samplesPerBlock) {
        return ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(format(tag, channels, 4))
                .putShort(12, (short) align)
                .putShort((short) 2)
                .putShort((short) samplesPerBlock)
                .array();
    }

    private static byte[] chunk(String id, byte[] body) {
        return ByteBuffer.allocate(8 + body.length + (body.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(id.getBytes(StandardCharsets.US_ASCII))
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static byte[] riff(byte[]... chunks) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            body.writeBytes(chunk);
        }
        return chunk("RIFF", body.toByteArray());
    }
}
