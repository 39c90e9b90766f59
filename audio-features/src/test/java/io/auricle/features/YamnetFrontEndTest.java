package io.auricle.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parity with YAMNet's own log-mel spectrograms, which numpy made of whole signals as [frame][band]. */
class YamnetFrontEndTest {
    private static final FrontEnd YAMNET = FrontEnd.yamnet();
    private static final double TOLERANCE = 1e-4;
    private static final int BANDS = 64;
    private static final int FRAMES = 96;
    private static final int FRAMES_PER_HOP = 48;

    private static float[] wave(String name) {
        return Npy.read("/golden/yamnet/" + name + ".wave.npy");
    }

    /** Some frames of the reference, band by band. */
    private static float[] reference(String name, int firstFrame, int frames) {
        float[] all = Npy.read("/golden/yamnet/" + name + ".logmel.npy");
        float[] values = new float[BANDS * frames];
        for (int band = 0; band < BANDS; band++) {
            for (int frame = 0; frame < frames; frame++) {
                values[band * frames + frame] = all[(firstFrame + frame) * BANDS + band];
            }
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"bursts, 1", "noise, 2", "sweep, 7"})
    void each_window_is_a_patch_of_the_reference(String name, int patches) {
        List<Spectrogram> windows = YAMNET.spectrograms(AudioClip.ofMono(wave(name), 16_000));

        assertThat(windows).hasSize(patches);
        for (int i = 0; i < patches; i++) {
            Tolerance.assertWithin(TOLERANCE, windows.get(i).values(), reference(name, i * FRAMES_PER_HOP, FRAMES));
        }
    }

    @ParameterizedTest
    @CsvSource({"bursts, 98", "noise, 148", "sweep, 398"})
    void a_stream_of_frames_is_the_reference_and_the_whole_to_the_bit(String name, int frames) {
        float[] samples = wave(name);
        Decibels log = Decibels.of(YAMNET.decibels());
        MelSpectrogram mel = MelSpectrogram.of(YAMNET.mel());
        Spectrogram whole = log.apply(mel.compute(samples));

        assertThat(whole.frames()).isEqualTo(frames);
        Tolerance.assertWithin(TOLERANCE, whole.values(), reference(name, 0, frames));
        for (int block : new int[] {1, 159, 400, 5000}) {
            assertThat(columns(log.over(mel.stream()), samples, block)).isEqualTo(columns(whole));
        }
    }

    @ParameterizedTest
    @CsvSource({"bursts, 98", "noise, 148", "sweep, 398"})
    void plain_java_meets_the_reference_too(String name, int frames) {
        Spectrogram mel = MelSpectrogram.exact(YAMNET.mel()).compute(wave(name));

        Tolerance.assertWithin(
                TOLERANCE, Decibels.exact(YAMNET.decibels()).apply(mel).values(), reference(name, 0, frames));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 480, 15_600, 100_000})
    void windows_cut_from_a_stream_are_those_of_the_clip_to_the_bit(int block) {
        float[] samples = wave("sweep");
        FrontEnd aligned = YAMNET.toBuilder().clipEnd(ClipEnd.ALIGN).build();
        Extractor extractor = aligned.extractor();
        List<Spectrogram> streamed = new ArrayList<>();
        WindowCutter cutter = WindowCutter.of(aligned, (window, first) -> {
            float[] values = new float[extractor.size()];
            extractor.computeInto(window, values, 0);
            streamed.add(Spectrogram.of(aligned.bands(), aligned.frames(), values));
        });
        for (int at = 0; at < samples.length; at += block) {
            cutter.feed(samples, at, Math.min(block, samples.length - at));
        }
        cutter.finish();

        assertThat(streamed).isEqualTo(aligned.spectrograms(AudioClip.ofMono(samples, 16_000)));
        assertThat(streamed).hasSize(8);
    }

    @Test
    void has_the_shape_of_a_patch_and_hears_nothing_below_its_bands() {
        MelFilterBank bank = MelFilterBank.of(YAMNET.mel());

        assertThat(YAMNET.windowSamples()).isEqualTo(15_600);
        assertThat(YAMNET.bands()).isEqualTo(BANDS);
        assertThat(YAMNET.frames()).isEqualTo(FRAMES);
        assertThat(List.of(bank.weights()))
                .allSatisfy(band -> assertThat(band[0]).isZero());
        assertThat(bank.emptyBands()).isEmpty();
    }

    @Test
    void silence_is_the_logarithm_of_the_offset() {
        Spectrogram silence =
                YAMNET.spectrograms(AudioClip.ofMono(new float[100], 16_000)).get(0);

        assertThat(silence.values()).containsOnly(silence.at(0, 0));
        assertThat((double) silence.at(0, 0)).isCloseTo(Math.log(0.001), org.assertj.core.data.Offset.offset(1e-6));
    }

    private static List<List<Float>> columns(FeatureStream stream, float[] samples, int block) {
        List<List<Float>> columns = new ArrayList<>();
        for (int at = 0; at < samples.length; at += block) {
            columns.addAll(columns(stream.push(samples, at, Math.min(block, samples.length - at))));
        }
        columns.addAll(columns(stream.finish()));
        return columns;
    }

    private static List<List<Float>> columns(Spectrogram part) {
        List<List<Float>> columns = new ArrayList<>();
        for (int frame = 0; frame < part.frames(); frame++) {
            List<Float> column = new ArrayList<>();
            for (int row = 0; row < part.rows(); row++) {
                column.add(part.at(row, frame));
            }
            columns.add(column);
        }
        return columns;
    }
}
