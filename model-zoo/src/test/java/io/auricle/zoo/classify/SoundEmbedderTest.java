package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import io.auricle.features.Spectrogram;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.yamnet.MadeYamnet;
import io.auricle.zoo.yamnet.Yamnet;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An embedder is the front end and the backbone, window by window, for any number of threads. */
class SoundEmbedderTest {
    private static final int RATE = 16_000;
    private static final int HOP = 7_680;
    private static Yamnet yamnet;
    private static SoundEmbedder embedder;

    @TempDir
    Path folder;

    @BeforeAll
    static void makes_an_embedder() throws IOException {
        yamnet = Yamnet.read(new ByteArrayInputStream(new MadeYamnet(21, false).bytes()), "made");
        embedder = SoundEmbedder.of(yamnet, Options.defaults());
    }

    @AfterAll
    static void closes_it() {
        embedder.close();
    }

    private static AudioClip noise(long seed, int samples, int rateHz) {
        Random random = new Random(seed);
        float[] values = new float[samples];
        for (int i = 0; i < samples; i++) {
            values[i] = (float) (0.1 * random.nextGaussian());
        }
        return AudioClip.ofMono(values, rateHz);
    }

    @Test
    void embeds_each_window_as_the_backbone_does() {
        AudioClip clip = noise(1, 2 * RATE, RATE);
        List<Spectrogram> windows = FrontEnd.yamnet().spectrograms(clip);

        SoundEmbedding embedding = embedder.embed(clip);

        assertThat(embedding.windows()).isEqualTo(windows.size()).isEqualTo(3);
        assertThat(embedding.size()).isEqualTo(embedder.size()).isEqualTo(1024);
        ComputationGraph backbone = yamnet.backbone();
        for (int i = 0; i < windows.size(); i++) {
            INDArray patch = Nd4j.createFromArray(windows.get(i).values()).reshape(1, 1, 64, 96);
            float[] expected = backbone.outputSingle(patch).toFloatVector();
            assertThat(embedding.values(i)).containsExactly(expected, within(1e-4f * most(expected)));
            assertThat(embedding.startSeconds(i)).isEqualTo(i * 0.48);
        }
    }

    private static float most(float[] values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(most).isPositive();
        return most;
    }

    @Test
    void answers_the_same_on_stock_deeplearning4j() {
        AudioClip clip = noise(2, RATE, RATE);
        try (SoundEmbedder stock = SoundEmbedder.of(yamnet, Options.defaults().withoutOneDnn())) {
            float[] expected = stock.embed(clip).values(0);

            assertThat(embedder.embed(clip).values(0)).containsExactly(expected, within(1e-4f * most(expected)));
        }
    }

    @Test
    void mixes_and_resamples_what_comes() {
        AudioClip mono = noise(3, 44_100, 44_100);
        float[] samples = mono.channel(0);

        SoundEmbedding stereo = embedder.embed(AudioClip.of(new float[][] {samples, samples}, 44_100));

        assertThat(stereo.mean())
                .isEqualTo(embedder.embed(mono.resampledTo(RATE)).mean());
    }

    @Test
    void lengthens_a_clip_below_a_window() {
        assertThat(embedder.embed(noise(4, 4_000, RATE)).windows()).isEqualTo(1);
    }

    @Test
    void marks_silent_windows_and_leaves_them_out() {
        float[] samples = Arrays.copyOf(noise(5, RATE, RATE).channel(0), 4 * RATE);

        SoundEmbedding embedding = embedder.embed(AudioClip.ofMono(samples, RATE));

        boolean[] silent = new boolean[embedding.windows()];
        for (int i = 0; i < silent.length; i++) {
            silent[i] = embedding.silent(i);
        }
        assertThat(silent).containsExactly(false, false, false, true, true, true, true);
        float[] means = new float[embedding.size()];
        float[] largest = new float[embedding.size()];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < means.length; k++) {
                means[k] += embedding.values(i)[k] / 3;
                largest[k] = Math.max(largest[k], embedding.values(i)[k]);
            }
        }
        assertThat(embedding.mean()).containsExactly(means, within(1e-5f));
        assertThat(embedding.max()).isEqualTo(largest);
    }

    @Test
    void takes_all_windows_of_a_clip_that_is_silent() {
        SoundEmbedding embedding = embedder.embed(AudioClip.ofMono(new float[2 * RATE], RATE));

        assertThat(IntStream.range(0, embedding.windows()).allMatch(embedding::silent))
                .isTrue();
        assertThat(embedding.mean()).containsExactly(embedding.values(0), within(1e-5f));
        assertThat(embedding.max()).isEqualTo(embedding.values(0));
    }

    @Test
    void embeds_files_and_streams_as_clips() throws IOException {
        AudioClip clip = noise(6, 3 * RATE, RATE);
        Path file = folder.resolve("noise.wav");
        AudioFiles.writeWav(file, clip);
        SoundEmbedding expected = embedder.embed(AudioFiles.read(file));
        List<Double> starts = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();

        embedder.embed(new ClipStream(AudioFiles.read(file)), (start, values, silent) -> {
            starts.add(start);
            rows.add(values);
            assertThat(silent).isFalse();
        });

        assertThat(embedder.embed(file).mean()).isEqualTo(expected.mean());
        assertThat(starts).containsExactly(0.0, 0.48, 0.96, 1.44, 1.92);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).isEqualTo(expected.values(i));
        }
    }

    @Test
    void computes_single_windows_for_caches() {
        AudioClip clip = noise(7, RATE, RATE);
        float[] window = Arrays.copyOf(clip.channel(0), 15_600);
        float[] into = new float[2 + 1024];

        assertThat(embedder.computeInto(window, into, 2)).isFalse();
        assertThat(Arrays.copyOfRange(into, 2, into.length))
                .isEqualTo(embedder.embed(clip).values(0));
        assertThat(embedder.computeInto(new float[15_600], into, 0)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> embedder.computeInto(new float[10], into, 0))
                .withMessage("window must have 15600 samples, got 10");
        assertThatThrownBy(() -> embedder.computeInto(window, into, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void answers_many_threads_as_one() {
        List<AudioClip> clips = IntStream.range(0, 6)
                .mapToObj(i -> noise(30 + i, RATE + i * HOP, RATE))
                .toList();
        List<float[]> expected =
                clips.stream().map(clip -> embedder.embed(clip).mean()).toList();

        List<float[]> found =
                clips.parallelStream().map(clip -> embedder.embed(clip).mean()).toList();

        for (int i = 0; i < clips.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void refuses_work_once_it_is_closed() {
        SoundEmbedder closed = SoundEmbedder.of(yamnet, Options.defaults());
        closed.close();

        assertThatThrownBy(closed::warmUp)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a closed embedder must not be used");
    }

    @Test
    void asks_for_the_artifact_where_it_is_missing() {
        assertThatThrownBy(SoundEmbedder::yamnet)
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("io.auricle:model-zoo-yamnet");
    }
}
