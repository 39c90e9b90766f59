package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.npy.NpyArray;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.classify.SoundEmbedder;
import io.auricle.zoo.classify.SoundEmbedding;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From samples to embeddings, front end included, against the reference of {@link GoldenYamnetTest}. */
class GoldenEmbedderTest {

    @ParameterizedTest
    @CsvSource({"sweep,7,true", "noise,2,true", "bursts,1,true", "bursts,1,false"})
    void embeds_samples_as_the_reference_does(String name, int windows, boolean oneDnn) throws IOException {
        AudioClip clip =
                AudioClip.ofMono(GoldenYamnetTest.read(name + ".wave.npy").values(), 16_000);
        NpyArray expected = GoldenYamnetTest.read(name + ".embedding.npy");
        float most = 0;
        for (float value : expected.values()) {
            most = Math.max(most, value);
        }
        Options options = oneDnn ? Options.defaults() : Options.defaults().withoutOneDnn();
        try (SoundEmbedder embedder = SoundEmbedder.of(Yamnet.pretrained(), options)) {
            SoundEmbedding embedding = embedder.embed(clip);

            assertThat(embedding.windows()).isEqualTo(windows);
            for (int i = 0; i < windows; i++) {
                float[] row = Arrays.copyOfRange(expected.values(), i * 1024, (i + 1) * 1024);
                assertThat(embedding.values(i)).containsExactly(row, within(1e-3f * most));
            }
        }
    }
}
