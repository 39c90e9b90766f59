package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.auricle.audio.AudioClip;
import io.auricle.features.FrontEnd;
import io.auricle.npy.NpyArray;
import io.auricle.npy.NpyFiles;
import io.auricle.testing.SharedFolder;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import}, {@code predict} and {@code export}: in from Keras, out to ONNX. */
class ModelFormatsTest {
    @TempDir
    private Path folder;

    @Test
    void a_real_keras_model_is_imported_and_answers_as_recorded() throws IOException {
        Path keras = SharedFolder.find("data/keras/mridangam_cnn_zip/model.keras");
        Path model = folder.resolve("my.zip");
        Path answers = folder.resolve("answers.npy");

        Cli imported = Cli.run("import", keras, "--labels", "a,b,c,d,e,f,g,h,i", "--out", model);
        Cli predicted = Cli.run("predict", model, keras.resolveSibling("input.npy"), "--out", answers);

        assertThat(imported.err()).isEmpty();
        assertThat(imported.out())
                .contains("Keras 2.13.1")
                .contains("[13, 130, 1]")
                .contains("[a, b, c, d, e, f, g, h, i]");
        assertThat(predicted.err()).isEmpty();
        NpyArray got = NpyFiles.read(answers);
        NpyArray expected = NpyFiles.read(keras.resolveSibling("output.npy"));
        assertThat(got.shape()).isEqualTo(expected.shape());
        assertThat(got.values()).usingComparatorWithPrecision(1e-4f).containsExactly(expected.values());
        assertThat(ModelFile.read(model).labels()).startsWith("a", "b");
    }

    @Test
    void a_keras_model_that_cannot_be_had_is_refused_in_one_line_and_leaves_no_file() {
        Path keras = SharedFolder.find("data/keras/chicken_kapre_lstm/model.h5");
        Path model = folder.resolve("my.zip");

        Cli run = Cli.run("import", keras, "--out", model);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("auricle: " + keras + ", layer ")
                .contains("(STFT)")
                .hasLineCount(1);
        assertThat(model).doesNotExist();
    }

    @Test
    void weights_are_imported_with_the_architecture_beside_them() {
        Path weights = SharedFolder.find("data/keras/reno_lstm_weights/model.h5");

        Cli run = Cli.run(
                "import",
                weights,
                "--architecture",
                weights.resolveSibling("architecture.json"),
                "--out",
                folder.resolve("my.zip"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("output: softmax [0, 1, 2, 3, 4, 5]");
    }

    @Test
    void an_input_of_another_shape_is_refused() throws IOException {
        Path keras = SharedFolder.find("data/keras/gender_mlp/model.h5");
        Path model = folder.resolve("my.zip");
        Path input = folder.resolve("input.npy");
        NpyFiles.write(input, NpyArray.of(1, 3, new float[3]));
        Cli.run("import", keras, "--labels", "male", "--out", model);

        Cli run = Cli.run("predict", model, input, "--out", folder.resolve("answers.npy"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("auricle: " + input + ": shape must be a batch and [128], got [1, 3]");
    }

    @Test
    void the_pretrained_model_is_exported_and_answers_the_same_from_samples() throws Exception {
        Path onnx = folder.resolve("city.onnx");

        Cli run = Cli.run("export", "pretrained", "--onnx", onnx, "--with-front-end");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("samples to 10 outputs");
        FrontEnd frontEnd = ModelFile.pretrained().frontEnd();
        float[] samples = noise(frontEnd.windowSamples());
        try (SoundClassifier ours = SoundClassifier.pretrained();
                OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.toString())) {
            String input = session.getInputNames().iterator().next();
            long[] shape = {1, samples.length};
            try (OnnxTensor tensor =
                            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(samples), shape);
                    OrtSession.Result result = session.run(Map.of(input, tensor))) {
                float[] theirs = ((float[][]) result.get(0).getValue())[0];
                List<String> labels = ModelFile.pretrained().labels();
                var prediction = ours.classify(AudioClip.ofMono(samples, frontEnd.sampleRateHz()));
                prediction.ranking().forEach(each -> assertThat((double) theirs[labels.indexOf(each.label())])
                        .isCloseTo(each.probability(), org.assertj.core.api.Assertions.within(1e-4)));
            }
        }
    }

    private static float[] noise(int samples) {
        SplittableRandom random = new SplittableRandom(4);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float)
                    (0.3 * Math.sin(i * 0.05 * (1 + i / (double) samples)) + 0.05 * (random.nextDouble() - 0.5));
        }
        return noise;
    }
}
