package io.auricle.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.auricle.audio.AudioClip;
import io.auricle.features.MelConfig;
import io.auricle.features.Spectrogram;
import io.auricle.features.StftConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static final int ROWS = 4;
    private static final int FRAMES = 10;
    private static final double[] HZ = {100, 200, 300, 400};

    @TempDir
    Path folder;

    @Test
    void a_png_holds_the_pixels_that_were_drawn() throws IOException {
        Picture picture = plot().draw();
        Path file = folder.resolve("a.png");
        picture.writePng(file);

        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(picture.width()).isEqualTo(1200);
        assertThat(read.getHeight()).isEqualTo(picture.height()).isEqualTo(560);
        int[] argb = read.getRGB(0, 0, picture.width(), picture.height(), null, 0, picture.width());
        for (int i = 0; i < argb.length; i++) {
            argb[i] &= 0xFFFFFF;
        }
        assertThat(argb).isEqualTo(pixels(picture));
    }

    @Test
    void the_loudest_cell_is_where_its_row_and_frame_are() {
        Picture picture = plot().draw();
        int loud = ColorMap.MAGMA.rgb(1);
        long sumX = 0;
        long sumY = 0;
        int count = 0;
        for (int y = 48; y < 498; y++) {
            for (int x = 86; x < 1096; x++) {
                if (picture.rgb(x, y) == loud) {
                    sumX += x;
                    sumY += y;
                    count++;
                }
            }
        }
        // Row 3 of 0..3 is the top quarter; frame 2 of 0..9 is the third tenth.
        assertThat(count).isPositive();
        assertThat(sumX / count).isBetween(86 + 1010 * 2 / 10L, 86 + 1010 * 3 / 10L);
        assertThat(sumY / count).isBetween(48L, 48 + 450 / 4L);
    }

    static Stream<UnaryOperator<SpectrogramPlot>> options() {
        return Stream.of(
                p -> p.title("siren.wav"),
                p -> p.rowLabel("coefficient"),
                p -> p.valueLabel("power"),
                p -> p.size(1200, 561),
                p -> p.colors(ColorMap.VIRIDIS),
                p -> p.range(-40, 0));
    }

    @ParameterizedTest
    @MethodSource("options")
    void every_option_changes_the_picture(UnaryOperator<SpectrogramPlot> option) throws IOException {
        assertThat(png(option.apply(plot()).draw())).isNotEqualTo(png(plot().draw()));
        assertThat(png(plot().draw())).isEqualTo(png(plot().draw()));
    }

    @Test
    void the_distance_of_frames_and_the_rows_frequencies_are_on_the_axes() throws IOException {
        float[] values = new float[ROWS * FRAMES];
        Spectrogram spectrogram = Spectrogram.of(ROWS, FRAMES, values);
        byte[] base = png(SpectrogramPlot.of(spectrogram, 0.1, HZ).draw());

        assertThat(png(SpectrogramPlot.of(spectrogram, 0.2, HZ).draw())).isNotEqualTo(base);
        assertThat(png(SpectrogramPlot.of(spectrogram, 0.1, new double[] {100, 200, 400, 800})
                        .draw()))
                .isNotEqualTo(base);
    }

    @Test
    void mel_bands_and_fft_bins_know_their_frequencies() throws IOException {
        MelConfig mel = MelConfig.builder().melBands(40).build();
        StftConfig stft = StftConfig.builder().fftSize(64).hopLength(512).build();

        assertThat(png(SpectrogramPlot.ofMel(Spectrogram.of(40, 2, new float[80]), mel)
                        .draw()))
                .isNotEmpty();
        assertThat(png(SpectrogramPlot.ofStft(Spectrogram.of(33, 2, new float[66]), stft, 22_050)
                        .draw()))
                .isNotEqualTo(png(SpectrogramPlot.ofStft(Spectrogram.of(33, 2, new float[66]), stft, 44_100)
                        .draw()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrogramPlot.ofMel(Spectrogram.of(41, 1, new float[41]), mel))
                .withMessage("rowValues must be as many as rows = 41, got 40");
    }

    @Test
    void one_row_one_frame_and_values_that_are_not_finite_can_be_drawn() {
        float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, 3, Float.POSITIVE_INFINITY};

        assertThat(SpectrogramPlot.of(Spectrogram.of(1, 4, odd), 1, new double[] {5})
                        .draw()
                        .width())
                .isEqualTo(1200);
        assertThat(SpectrogramPlot.of(Spectrogram.of(1, 1, new float[1]), 1, new double[1])
                        .draw()
                        .width())
                .isEqualTo(1200);
    }

    @Test
    void many_frames_on_few_pixels_show_their_mean() {
        var values = new float[20_000];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = 1;
        }
        Picture picture = SpectrogramPlot.of(Spectrogram.of(1, 20_000, values), 0.01, new double[] {1})
                .size(340, 240)
                .draw();

        int middle = ColorMap.MAGMA.rgb(0.5);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat((double) (picture.rgb(150, 100) >> shift & 0xFF))
                    .isCloseTo(middle >> shift & 0xFF, org.assertj.core.data.Offset.offset(8.0));
        }
    }

    @Test
    void a_waveform_shows_range_level_and_time() throws IOException {
        var samples = new float[20_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.9 * Math.sin(i * 0.3) * (i > 10_000 ? 1 : 0));
        }
        Picture picture =
                WaveformPlot.of(AudioClip.ofMono(samples, 10_000)).title("half").draw();
        int centre = 48 + (picture.height() - 62 - 48) / 2;

        assertThat(picture.rgb(300, centre - 30)).isEqualTo(0xFFFFFF);
        assertThat(picture.rgb(900, centre - 30)).isEqualTo(0x26828E);
        assertThat(picture.rgb(900, centre - 60)).isEqualTo(0x8CC5CF);
        assertThat(png(picture))
                .isNotEqualTo(png(WaveformPlot.of(AudioClip.ofMono(samples, 5000))
                        .title("half")
                        .draw()))
                .isNotEqualTo(
                        png(WaveformPlot.of(AudioClip.ofMono(samples, 10_000)).draw()));
    }

    @Test
    void waveforms_of_many_channels_and_of_one_sample_can_be_drawn() {
        assertThat(WaveformPlot.of(AudioClip.of(new float[2][7], 8000)).draw().height())
                .isEqualTo(48 + 62 + 2 * 170);
        assertThat(WaveformPlot.of(AudioClip.of(new float[300][5], 8000)).draw().height())
                .isEqualTo(1600);
        assertThat(WaveformPlot.of(AudioClip.ofMono(new float[1], 1))
                        .size(300, 250)
                        .draw()
                        .width())
                .isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "VIRIDIS, 0, 440154",
        "VIRIDIS, 1, fde725",
        "VIRIDIS, 7, fde725",
        "MAGMA, -1, 000004",
        "MAGMA, NaN, 000004"
    })
    void colours_end_where_matplotlib_s_do(ColorMap map, double value, String rgb) {
        assertThat(map.rgb(value)).isEqualTo(Integer.parseInt(rgb, 16));
    }

    @Test
    void colours_grow_steadily_lighter() {
        for (ColorMap map : ColorMap.values()) {
            double last = -1;
            for (int i = 0; i <= 100; i++) {
                int rgb = map.rgb(i / 100.0);
                double light = 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF);
                assertThat(light).isGreaterThan(last);
                last = light;
            }
        }
    }

    @Test
    void every_letter_looks_different() {
        var seen = new java.util.HashSet<Integer>();
        for (char c = '!'; c <= '~'; c++) {
            assertThat(seen.add(hash(String.valueOf(c)))).as("letter %s", c).isTrue();
        }
        assertThat(hash("é")).isEqualTo(hash("e"));
        assertThat(hash("語")).isNotIn(seen);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -80, 1e20f, -3e38f})
    void a_single_value_however_large_can_be_drawn(float value) {
        var values = new float[ROWS * FRAMES];
        Arrays.fill(values, value);

        assertThat(SpectrogramPlot.of(Spectrogram.of(ROWS, FRAMES, values), 0.1, HZ)
                        .draw()
                        .width())
                .isEqualTo(1200);
    }

    @Test
    void what_cannot_be_drawn_is_refused() {
        Spectrogram spectrogram = Spectrogram.of(ROWS, FRAMES, new float[ROWS * FRAMES]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrogramPlot.of(spectrogram, 0, HZ))
                .withMessage("frameSeconds must be above 0 and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrogramPlot.of(spectrogram, 1, new double[] {1, 1, 2, 3}))
                .withMessage("rowValues must rise, got 1.0 after 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpectrogramPlot.of(spectrogram, 1, new double[] {1, 2, 3, Double.POSITIVE_INFINITY}))
                .withMessage("rowValues must be finite, got Infinity at row 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot().size(100, 500))
                .withMessage("width must be in [240, 8192], got 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plot().range(0, 0))
                .withMessage("range must rise and be finite, got 0.0 to 0.0");
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> plot().draw().rgb(0, 560));
    }

    private static int hash(String letter) {
        var canvas = new Canvas(40, 40, 0xFFFFFF);
        canvas.text(letter, 10, 30, Canvas.Anchor.LEFT, 18, 0);
        return Arrays.hashCode(pixels(canvas.picture()));
    }

    private static int[] pixels(Picture picture) {
        var pixels = new int[picture.width() * picture.height()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.rgb(i % picture.width(), i / picture.width());
        }
        return pixels;
    }

    /** Quiet but for row 3 in frame 2. */
    private static SpectrogramPlot plot() {
        var values = new float[ROWS * FRAMES];
        Arrays.fill(values, -80);
        values[3 * FRAMES + 2] = 0;
        return SpectrogramPlot.of(Spectrogram.of(ROWS, FRAMES, values), 0.1, HZ);
    }

    private static byte[] png(Picture picture) throws IOException {
        var out = new ByteArrayOutputStream();
        picture.writePng(out);
        assertThat(ImageIO.read(new ByteArrayInputStream(out.toByteArray()))).isNotNull();
        return out.toByteArray();
    }
}
