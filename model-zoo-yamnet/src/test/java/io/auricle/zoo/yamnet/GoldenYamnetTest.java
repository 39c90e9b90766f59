package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import io.auricle.onednn.OneDnn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The shipped weights against reference values: float arithmetic in PyTorch 1.13 on the dequantised weights of the same file ({@code
 * manifest.json} beside the numbers says how they were made). Tolerances are ten times what single precision needs here.
 */
class GoldenYamnetTest {
    private static final int HOP = 48;

    @ParameterizedTest
    @CsvSource({"sweep,false", "sweep,true", "noise,false", "noise,true", "bursts,false", "bursts,true"})
    void embeds_and_scores_log_mel_patches_as_the_reference_does(String name, boolean oneDnn) throws IOException {
        Yamnet yamnet = Yamnet.pretrained();
        INDArray patches = patches(read(name + ".logmel.npy"));

        compare(run(yamnet.backbone(), patches, oneDnn), read(name + ".embedding.npy"), 1e-3, true);
        compare(run(yamnet.tagger(), patches, oneDnn), read(name + ".scores.npy"), 1e-4, false);
    }

    private static INDArray run(ComputationGraph stock, INDArray patches, boolean oneDnn) {
        return (oneDnn ? OneDnn.accelerate(stock) : stock).outputSingle(patches);
    }

    /** From one row per frame to patches with one column per frame. */
    private static INDArray patches(NpyArray logMel) {
        int frames = logMel.shape().get(0);
        int bands = logMel.shape().get(1);
        float[] values = logMel.values();
        int count = (frames - Yamnet.FRAMES) / HOP + 1;
        float[] turned = new float[count * bands * Yamnet.FRAMES];
        for (int patch = 0; patch < count; patch++) {
            for (int band = 0; band < bands; band++) {
                for (int frame = 0; frame < Yamnet.FRAMES; frame++) {
                    turned[(patch * bands + band) * Yamnet.FRAMES + frame] =
                            values[(patch * HOP + frame) * bands + band];
                }
            }
        }
        return Nd4j.createFromArray(turned).reshape(count, 1, bands, Yamnet.FRAMES);
    }

    private static void compare(INDArray output, NpyArray expected, double tolerance, boolean ofTheLargest) {
        assertThat(output.shape())
                .containsExactly(expected.shape().get(0), expected.shape().get(1));
        float most = 0;
        for (float value : expected.values()) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(output.dup('c').data().asFloat())
                .containsExactly(expected.values(), within((float) (tolerance * (ofTheLargest ? most : 1))));
    }

    static NpyArray read(String name) {
        try (InputStream in = GoldenYamnetTest.class.getResourceAsStream(name)) {
            return NpyFiles.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
