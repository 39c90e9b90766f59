package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.audio.AudioStream;
import io.auricle.audio.MalformedAudioException;
import io.auricle.features.ShortClip;
import io.auricle.features.Spectrogram;
import io.auricle.zoo.classify.Prediction.Ranked;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.model.MalformedModelException;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.testing.Tones;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoundClassifierTest {
    @TempDir
    Path folder;

    @Test
    void names_the_sounds_that_it_learned() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            assertThat(classifier.classify(Tones.hum(1)).label()).isEqualTo("hum");
            assertThat(classifier.classify(Tones.whistle(1)).label()).isEqualTo("whistle");
            assertThat(classifier.classify(Tones.hiss(1)).label()).isEqualTo("hiss");
            assertThat(classifier.labels()).isEqualTo(Tones.LABELS);
            assertThat(classifier.frontEnd()).isEqualTo(Tones.FRONT_END);
            assertThat(classifier.threshold()).hasValue(0.6);
            assertThat(classifier.training()).containsEntry("seed", 3);
        }
    }

    @Test
    void answers_with_the_mean_over_the_windows_of_the_front_end() throws IOException {
        SoundModel model = Tones.model();
        AudioClip clip = AudioClip.ofMono(Tones.threeSounds(), Tones.RATE);
        double[] sums = new double[3];
        List<Spectrogram> windows = model.frontEnd().spectrograms(clip);
        for (Spectrogram window : windows) {
            float[] values = window.values().clone();
            model.standardizer().applyInPlace(values);
            INDArray picture = Nd4j.createFromArray(values).reshape(1, 1, window.rows(), window.frames());
            float[] answer = model.graph().outputSingle(picture).toFloatVector();
            for (int i = 0; i < 3; i++) {
                sums[i] += answer[i] / windows.size();
            }
        }

        try (SoundClassifier classifier =
                SoundClassifier.of(model, Options.defaults().withoutOneDnn())) {
            for (Ranked ranked : classifier.classify(clip).ranking()) {
                assertThat(ranked.probability()).isCloseTo(sums[Tones.LABELS.indexOf(ranked.label())], within(1e-6));
            }
        }
    }

    @Test
    void answers_alike_with_and_without_onednn() throws IOException {
        try (SoundClassifier fast = SoundClassifier.load(modelFile());
                SoundClassifier stock =
                        SoundClassifier.load(modelFile(), Options.defaults().withoutOneDnn())) {
            for (AudioClip clip : List.of(Tones.hum(0.25), Tones.whistle(0.25), Tones.hiss(0.25))) {
                Prediction one = fast.classify(clip);
                Prediction other = stock.classify(clip);
                assertThat(one.label()).isEqualTo(other.label());
                assertThat(one.probability()).isCloseTo(other.probability(), within(1e-4));
            }
        }
    }

    @Test
    void answers_alike_from_a_file_a_clip_and_a_list_of_clips() throws IOException {
        AudioClip clip = Tones.whistle(0.8);
        Path wav = folder.resolve("whistle.wav");
        AudioFiles.writeWav(wav, clip);
        try (SoundClassifier classifier =
                SoundClassifier.load(new ByteArrayInputStream(Files.readAllBytes(modelFile())))) {
            Prediction fromFile = classifier.classify(wav);

            assertThat(classifier.classify(AudioFiles.read(wav))).isEqualTo(fromFile);
            assertThat(classifier.classify(List.of(AudioFiles.read(wav), Tones.hum(0.5))))
                    .containsExactly(fromFile, classifier.classify(Tones.hum(0.5)));
        }
    }

    @Test
    void takes_any_rate_and_any_number_of_channels() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            for (int rate : new int[] {4_000, 8_000, 22_050, 44_100, 48_001, 192_000}) {
                float[] tone = new float[rate];
                for (int i = 0; i < rate; i++) {
                    tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 220 * i / rate) + 1e-3 * Math.sin(i * i));
                }
                float[][] channels = new float[8][];
                Arrays.fill(channels, tone);
                assertThat(classifier.classify(AudioClip.of(channels, rate)).label())
                        .as("%d Hz", rate)
                        .isEqualTo("hum");
            }
        }
    }

    @Test
    void tells_what_is_heard_when() throws IOException {
        Path wav = folder.resolve("three.wav");
        AudioFiles.writeWav(wav, AudioClip.ofMono(Tones.threeSounds(), Tones.RATE));
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            List<Segment> timeline = classifier.timeline(wav);

            assertThat(timeline)
                    .extracting(segment -> segment.prediction().label())
                    .containsExactly(
                            "hum", "hum", "hum", "hum", "whistle", "whistle", "whistle", "whistle", "hiss", "hiss",
                            "hiss", "hiss");
            assertThat(timeline.get(5).startSeconds()).isEqualTo(1.25);
            assertThat(timeline.get(5).endSeconds()).isEqualTo(1.5);
            assertThat(classifier.timeline(wav, 0.125)).hasSize(23);
            assertThat(classifier.timeline(wav, 1))
                    .extracting(segment -> segment.prediction().label())
                    .containsExactly("hum", "whistle", "hiss");
        }
    }

    @Test
    void hears_an_hour_of_eight_channels_block_by_block() throws IOException {
        int[] windows = new int[1];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            classifier.timeline(new Endless(8, 3_600L * Tones.RATE), 10, segment -> windows[0]++);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(windows[0]).isEqualTo(360);
        assertThat(allocated)
                .as("bytes for 115 MB of mono samples, collected ones included")
                .isLessThan(64 << 20);
    }

    /** Noise of many channels, made as it is read. */
    private static class Endless implements AudioStream {
        private final int channels;
        private long left;

        Endless(int channels, long samples) {
            this.channels = channels;
            this.left = samples;
        }

        @Override
        public int sampleRateHz() {
            return Tones.RATE;
        }

        @Override
        public int channels() {
            return channels;
        }

        @Override
        public int read(float[][] into, int offset, int samples) {
            int given = (int) Math.min(samples, left);
            for (int c = 0; c < channels; c++) {
                Arrays.fill(into[c], offset, offset + given, 0.01f * c);
            }
            left -= given;
            return given == 0 ? -1 : given;
        }

        @Override
        public void close() {
            left = 0;
        }
    }

    @Test
    void says_not_sure_below_the_models_threshold() {
        SoundModel strict = SoundModel.of(
                Tones.model().graph(),
                Tones.FRONT_END,
                Tones.LABELS,
                Tones.model().standardizer(),
                Map.of(),
                OptionalDouble.of(1));
        SoundModel trusting = SoundModel.of(
                Tones.model().graph(),
                Tones.FRONT_END,
                Tones.LABELS,
                Tones.model().standardizer(),
                Map.of(),
                OptionalDouble.empty());
        AudioClip mixed = AudioClip.ofMono(Tones.threeSounds(), Tones.RATE);
        try (SoundClassifier one = SoundClassifier.of(strict, Options.defaults());
                SoundClassifier other = SoundClassifier.of(trusting, Options.defaults())) {
            assertThat(one.classify(mixed).sure()).isFalse();
            assertThat(one.classify(mixed).toString()).startsWith("not sure (").endsWith(" %)");
            assertThat(other.classify(mixed).sure()).isTrue();
        }
    }

    @Test
    void does_not_change_with_later_training_of_its_model() {
        SoundModel model = Tones.model();
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            Prediction before = classifier.classify(Tones.hum(0.5));
            model.graph().params().muli(0.5);

            assertThat(classifier.classify(Tones.hum(0.5))).isEqualTo(before);
        }
    }

    private static SoundModel droppingShortClips() {
        return SoundModel.of(
                Tones.model().graph(),
                Tones.FRONT_END.toBuilder().shortClip(ShortClip.DROP).build(),
                Tones.LABELS,
                Tones.model().standardizer(),
                Map.of(),
                OptionalDouble.empty());
    }

    @Test
    void refuses_what_is_too_short_for_a_model_that_drops_short_clips() {
        try (SoundClassifier classifier = SoundClassifier.of(droppingShortClips(), Options.defaults())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.classify(Tones.hum(0.125)))
                    .withMessage("clip must last at least 0.25 s, the length of this model's windows, got 0.125 s");
        }
    }

    @Test
    void refuses_a_stream_with_samples_that_are_no_numbers() throws IOException {
        Endless broken = new Endless(2, 9_000) {
            @Override
            public int read(float[][] into, int offset, int samples) {
                int given = super.read(into, offset, samples);
                into[1][offset] = Float.NaN;
                return given;
            }
        };
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.timeline(broken, 1, segment -> {}))
                    .withMessage("stream must have finite samples, got NaN at 0.0 s");
        }
    }

    @Test
    void refuses_a_stream_of_no_length() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.of(droppingShortClips(), Options.defaults())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.timeline(new Endless(8, 0), 1, segment -> {}))
                    .withMessage("stream must last at least 0.25 s, the length of this model's windows, got 0.0 s");
        }
    }

    @Test
    void answers_or_refuses_sound_of_any_rate() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            for (int rate : new int[] {1, 7, 384_000, 1_000_003, 99_999_989}) {
                assertThat(classifier
                                .classify(AudioClip.ofMono(Tones.sound(2, 0.001, 60), rate))
                                .probability())
                        .as("%d Hz", rate)
                        .isBetween(1 / 3.0 - 1e-6, 1.0);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.classify(AudioClip.ofMono(new float[8], Integer.MAX_VALUE)))
                    .withMessage("clip must have a sample rate in [1, 100000000] Hz, got 2147483647");
        }
    }

    @Test
    void answers_or_refuses_sound_of_any_level() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            for (float level : new float[] {0, Float.MIN_VALUE, 1e-20f, 1e5f, 1e9f}) {
                float[] samples = Tones.sound(2, 0.5, 60);
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = Math.signum(samples[i]) * level;
                }
                Prediction heard = classifier.classify(AudioClip.ofMono(samples, Tones.RATE));
                assertThat(heard.probability()).as("level %s", level).isBetween(1 / 3.0 - 1e-6, 1.0);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.classify(new Loudest()))
                    .withMessage("stream must have finite samples, got Infinity at 0.0 s");
        }
    }

    /** Two channels of the largest float, whose mean overflows. */
    private static final class Loudest implements AudioStream {
        @Override
        public int sampleRateHz() {
            return Tones.RATE;
        }

        @Override
        public int channels() {
            return 2;
        }

        @Override
        public int read(float[][] into, int offset, int count) {
            for (float[] channel : into) {
                Arrays.fill(channel, offset, offset + count, Float.MAX_VALUE);
            }
            return count;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    @Test
    void refuses_to_answer_with_what_is_no_number() {
        SoundModel model = Tones.model();
        model.graph().params().assign(1e38f);
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            assertThatThrownBy(() -> classifier.classify(Tones.hum(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the network must answer finite values, got [NaN, NaN, NaN]");
        }
    }

    @Test
    void refuses_files_without_sound() throws IOException {
        Path empty = Files.write(folder.resolve("empty.wav"), new byte[0]);
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            assertThatThrownBy(() -> classifier.classify(empty))
                    .isInstanceOf(MalformedAudioException.class)
                    .hasMessageContaining("empty.wav");
            assertThatThrownBy(() -> classifier.classify(folder.resolve("none.wav")))
                    .isInstanceOf(IOException.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.classify(AudioClip.ofMono(new float[] {Float.NaN}, 8_000)))
                    .withMessageContaining("finite");
        }
    }

    @Test
    void refuses_a_hop_that_is_none() throws IOException {
        try (SoundClassifier classifier = SoundClassifier.load(modelFile())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> classifier.timeline(new Endless(1, 9_000), Double.NaN, segment -> {}))
                    .withMessage("hopSeconds must be 1 to 1073741823 samples at 8000 Hz, got NaN");
        }
    }

    @Test
    void refuses_to_be_used_when_closed() throws IOException {
        SoundClassifier classifier = SoundClassifier.load(modelFile());
        classifier.warmUp();
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.classify(Tones.hum(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a closed classifier must not be used");
    }

    @Test
    void checks_its_options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.defaults().withWorkers(0))
                .withMessage("workers must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.defaults().withThreadsPerCall(0))
                .withMessage("threadsPerCall must be at least 1, got 0");
    }

    @Test
    void names_a_model_file_that_is_none() throws IOException {
        Path file = Files.write(folder.resolve("bad.zip"), new byte[40]);

        assertThatThrownBy(() -> SoundClassifier.load(file))
                .isInstanceOf(MalformedModelException.class)
                .hasMessage(file + ": a model file must start as a zip file does, got other bytes");
    }

    private Path modelFile() throws IOException {
        Path file = folder.resolve("tones.zip");
        if (!Files.exists(file)) {
            ModelFile.writeForUse(file, Tones.model());
        }
        return file;
    }
}
