package io.auricle.zoo.yamnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.npy.NpyArray;
import io.auricle.testing.SharedFolder;
import io.auricle.zoo.classify.Prediction;
import io.auricle.zoo.classify.Segment;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.ModelFile;
import io.auricle.zoo.model.OutputKind;
import io.auricle.zoo.model.SoundModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The tagger as an application meets it, through {@link SoundClassifier#audioSet()}. */
class AudioSetTest {
    private static SoundClassifier classifier;

    @TempDir
    Path folder;

    @BeforeAll
    static void opens_the_classifier() throws IOException {
        classifier = SoundClassifier.audioSet();
    }

    @AfterAll
    static void closes_it() {
        classifier.close();
    }

    @Test
    void names_521_sounds_several_at_once() {
        assertThat(classifier.labels()).hasSize(521).contains("Dog", "Siren", "Engine", "Jackhammer");
        assertThat(classifier.output()).isEqualTo(OutputKind.SIGMOID);
        assertThat(classifier.frontEnd().windowSeconds()).isEqualTo(0.975);
        assertThat(classifier.training()).containsEntry("dataset", "AudioSet").containsKey("weightsSha256");
    }

    @Test
    void scores_sound_as_the_reference_does_and_lists_all_labels_from_the_threshold_on() throws IOException {
        NpyArray scores = GoldenYamnetTest.read("sweep.scores.npy");
        int windows = scores.shape().get(0);
        AudioClip clip =
                AudioClip.ofMono(GoldenYamnetTest.read("sweep.wave.npy").values(), 16_000);

        Prediction prediction = classifier.classify(clip);

        List<String> answers = new ArrayList<>();
        for (int label = 0; label < 521; label++) {
            double mean = 0;
            for (int window = 0; window < windows; window++) {
                mean += scores.values()[window * 521 + label] / windows;
            }
            String name = classifier.labels().get(label);
            Prediction.Ranked ranked = prediction.ranking().stream()
                    .filter(candidate -> candidate.label().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(ranked.probability()).as(name).isCloseTo(mean, within(1e-4));
            if (mean >= 0.2) {
                answers.add(name);
            }
        }
        assertThat(prediction.labels())
                .containsExactlyInAnyOrderElementsOf(answers)
                .hasSizeGreaterThan(1);
        assertThat(prediction.label()).isEqualTo("Sine wave");
        Path file = folder.resolve("sweep.wav");
        AudioFiles.writeWav(file, clip);
        assertThat(classifier.timeline(file))
                .hasSize(7)
                .extracting(Segment::startSeconds)
                .startsWith(0.0, 0.48);
    }

    @Test
    void fits_into_a_file_that_stock_deeplearning4j_opens() throws IOException {
        SoundModel model = Yamnet.audioSet();
        Path file = folder.resolve("audioset.zip");
        ModelFile.writeForUse(file, model);
        AudioClip clip =
                AudioClip.ofMono(GoldenYamnetTest.read("bursts.wave.npy").values(), 16_000);

        ComputationGraph stock = ModelSerializer.restoreComputationGraph(file.toFile());
        float[] patch = model.frontEnd().spectrograms(clip).get(0).values();
        INDArray output = stock.outputSingle(Nd4j.createFromArray(patch).reshape(1, 1, 64, 96));

        float[] expected = GoldenYamnetTest.read("bursts.scores.npy").values();
        assertThat(output.toFloatVector()).containsExactly(Arrays.copyOf(expected, 521), within(1e-4f));
        try (SoundClassifier loaded = SoundClassifier.load(file)) {
            assertThat(loaded.classify(clip)).isEqualTo(classifier.classify(clip));
        }
    }

    /** Clips of UrbanSound8K's first fold, where they are there. */
    @ParameterizedTest
    @CsvSource({"3,Dog", "8,Siren", "5,Engine|Idling|Vehicle", "9,Music"})
    void names_recorded_sounds(int classId, String anyOf) throws IOException {
        Path fold = SharedFolder.find("data/urbansound8k/fold1");
        List<Path> files;
        try (Stream<Path> all = Files.list(fold)) {
            files = all.filter(file -> file.getFileName().toString().matches("\\d+-" + classId + "-.*\\.flac"))
                    .sorted()
                    .toList();
        }
        int step = files.size() / 10;
        int named = 0;
        for (int i = 0; i < 10; i++) {
            Prediction prediction = classifier.classify(files.get(i * step));
            named += Collections.disjoint(prediction.labels(), List.of(anyOf.split("\\|"))) ? 0 : 1;
        }
        assertThat(named).as("of 10 clips").isGreaterThanOrEqualTo(6);
    }
}
