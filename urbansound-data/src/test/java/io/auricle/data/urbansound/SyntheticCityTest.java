package io.auricle.data.urbansound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.data.AudioDataset;
import io.auricle.data.Clip;
import io.auricle.data.Splits;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheticCityTest {
    private static final int CLIPS_PER_CLASS = 40;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Path city;
    private AudioDataset dataset;

    @BeforeAll
    void make_a_city() throws IOException {
        city = shared.resolve("city");
        AtomicInteger most = new AtomicInteger();
        int made = SyntheticCity.write(
                city, new SyntheticCity.Options(CLIPS_PER_CLASS, 1), done -> most.accumulateAndGet(done, Math::max));
        assertThat(List.of(made, most.get())).containsOnly(10 * CLIPS_PER_CLASS);
        dataset = AudioDataset.open(city, AudioDataset.Options.defaults());
    }

    @Test
    void holds_every_class_evenly_in_ten_folds_under_the_real_names() {
        assertThat(dataset.labels().labels()).isEqualTo(UrbanSound8K.CLASSES);
        Map<String, Long> cells = dataset.clips().stream()
                .collect(Collectors.groupingBy(
                        clip -> clip.label() + clip.fold().getAsInt(), TreeMap::new, Collectors.counting()));
        assertThat(cells).hasSize(100).allSatisfy((cell, count) -> assertThat(count)
                .isEqualTo(CLIPS_PER_CLASS / 10));
        assertThat(dataset.clips()).allSatisfy(clip -> assertThat(clip.name())
                .matches(clip.recording() + "-" + UrbanSound8K.CLASSES.indexOf(clip.label()) + "-0-\\d+\\.wav"));
    }

    @Test
    void cuts_several_slices_of_a_recording_and_keeps_them_in_one_fold() {
        Map<String, List<Clip>> recordings = dataset.clips().stream().collect(Collectors.groupingBy(Clip::recording));

        assertThat(recordings.values()).anySatisfy(slices -> assertThat(slices).hasSizeGreaterThan(2));
        assertThat(Splits.crossings(dataset.clips())).isEmpty();
        assertThat(recordings.values())
                .allSatisfy(slices ->
                        assertThat(slices.stream().map(Clip::startSeconds)).doesNotHaveDuplicates());
        assertThat(dataset.clips().stream().map(clip -> clip.salience().getAsInt()))
                .contains(1, 2);
    }

    @Test
    void clips_are_four_seconds_of_audible_sixteen_bit_mono_without_clipping() throws IOException {
        for (Clip clip : dataset.clips().subList(0, 40)) {
            AudioClip sound = AudioFiles.read(clip.path());
            assertThat(List.of(sound.sampleRateHz(), sound.channels(), sound.samples()))
                    .containsExactly(22_050, 1, 88_200);
            assertThat(Files.size(clip.path())).isEqualTo(44 + 2 * 88_200);
            float[] samples = sound.channel(0);
            double peak = IntStream.range(0, samples.length)
                    .mapToDouble(i -> Math.abs(samples[i]))
                    .max()
                    .getAsDouble();
            assertThat(peak).isBetween(0.2, 0.96);
        }
    }

    @Test
    void the_same_options_make_the_same_bytes_on_every_machine() throws Exception {
        Path again = folder.resolve("again");
        SyntheticCity.write(again, new SyntheticCity.Options(2, 1), done -> {});

        assertThat(digest(again)).isEqualTo("aed180c7fede0c0433d2d4a4e6c26b6d918e6c779f0153f53676f0ca188f76a7");
    }

    @Test
    void the_seed_and_the_number_of_clips_change_what_is_made() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        SyntheticCity.write(one, new SyntheticCity.Options(1, 1), done -> {});
        SyntheticCity.write(two, new SyntheticCity.Options(1, 2), done -> {});

        assertThat(digest(one)).isNotEqualTo(digest(two));
        assertThat(AudioDataset.open(one, AudioDataset.Options.defaults()).clips())
                .hasSize(10);
    }

    @Test
    void nearest_centroid_on_mean_spectra_gets_at_most_sixty_percent_on_unseen_folds() throws IOException {
        double onDecibels = nearestCentroidAccuracy(dataset.clips(), value -> value);
        double onPower = nearestCentroidAccuracy(dataset.clips(), value -> Math.pow(10, value / 10));

        assertThat(onDecibels).isBetween(0.1, 0.6);
        assertThat(onPower).isBetween(0.1, 0.6);
    }

    @Test
    void jackhammer_and_drilling_share_their_mean_spectra_and_differ_in_rhythm() throws IOException {
        List<Clip> hammers = dataset.clips().stream()
                .filter(clip -> Set.of("jackhammer", "drilling").contains(clip.label()))
                .toList();

        assertThat(nearestCentroidAccuracy(hammers, value -> value)).isLessThan(0.8);
        long right = 0;
        for (Clip clip : hammers) {
            right += (unevenness(clip) > 0.35) == clip.label().equals("drilling") ? 1 : 0;
        }
        assertThat(right / (double) hammers.size()).isGreaterThan(0.9);
    }

    @Test
    void refuses_a_folder_that_holds_a_data_set_and_a_number_out_of_range() {
        assertThatThrownBy(() -> SyntheticCity.write(city, SyntheticCity.Options.defaults(), done -> {}))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(city.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticCity.Options(0, 1))
                .withMessage("clipsPerClass must be from 1 to 100000, got 0");
    }

    /** Fits one mean spectrum per class on folds 1 to 8 and asks for the nearest on folds 9 and 10. */
    private static double nearestCentroidAccuracy(List<Clip> clips, DoubleUnaryOperator scale) throws IOException {
        Map<String, double[]> sums = new TreeMap<>();
        List<Clip> test = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (Clip clip : clips) {
            if (clip.fold().getAsInt() > 8) {
                test.add(clip);
                continue;
            }
            double[] sum = sums.computeIfAbsent(
                    clip.label(), key -> new double[FrontEnd.compact().bands()]);
            double[] mean = meanSpectrum(clip, scale);
            accumulate(sum, mean);
            counts.merge(clip.label(), 1, Integer::sum);
        }
        sums.forEach((label, sum) -> Arrays.setAll(sum, band -> sum[band] / counts.get(label)));
        int right = 0;
        for (Clip clip : test) {
            double[] mean = meanSpectrum(clip, scale);
            String nearest = sums.entrySet().stream()
                    .min(Comparator.comparingDouble(entry -> distance(entry.getValue(), mean)))
                    .get()
                    .getKey();
            right += nearest.equals(clip.label()) ? 1 : 0;
        }
        return right / (double) test.size();
    }

    private static void accumulate(double[] sum, double[] values) {
        Arrays.setAll(sum, band -> sum[band] + values[band]);
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum();
    }

    private static double[] meanSpectrum(Clip clip, DoubleUnaryOperator scale) throws IOException {
        Spectrogram spectrogram =
                FrontEnd.compact().spectrograms(AudioFiles.read(clip.path())).get(0);
        double[] mean = new double[spectrogram.rows()];
        for (int band = 0; band < mean.length; band++) {
            for (int frame = 0; frame < spectrogram.frames(); frame++) {
                mean[band] += scale.applyAsDouble(spectrogram.at(band, frame)) / spectrogram.frames();
            }
        }
        return mean;
    }

    /** Spread of the gaps between blows, as a share of the mean gap. */
    private static double unevenness(Clip clip) throws IOException {
        float[] samples = AudioFiles.read(clip.path()).channel(0);
        int hop = 220;
        double[] loudness = new double[samples.length / hop];
        for (int i = 0; i < loudness.length * hop; i++) {
            loudness[i / hop] += samples[i] * samples[i];
        }
        double most = Arrays.stream(loudness).max().getAsDouble();
        List<Integer> onsets = new ArrayList<>();
        for (int i = 1; i < loudness.length; i++) {
            boolean rises = loudness[i] > 0.3 * most && loudness[i] > 3 * loudness[i - 1];
            if (rises && (onsets.isEmpty() || i - onsets.get(onsets.size() - 1) > 3)) {
                onsets.add(i);
            }
        }
        double[] gaps = IntStream.range(1, onsets.size())
                .mapToDouble(i -> onsets.get(i) - onsets.get(i - 1))
                .toArray();
        double mean = Arrays.stream(gaps).average().orElse(1);
        double variance = Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElse(0);
        return Math.sqrt(variance) / mean;
    }

    private static String digest(Path root) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sha.update(root.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                sha.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
