package io.auricle.zoo.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.audio.AudioClip;
import io.auricle.audio.AudioFiles;
import io.auricle.features.FrontEnd;
import io.auricle.onednn.OneDnn;
import io.auricle.testing.SharedFolder;
import io.auricle.zoo.Crnn;
import io.auricle.zoo.classify.SoundClassifier.Options;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Explanations on recordings of UrbanSound8K, where they are there: see {@link SharedFolder}. */
@Tag("long")
class RealClipsTest {
    private static final FrontEnd FRONT_END = FrontEnd.compact();
    private static final int CLIPS_PER_CLASS = 6;
    private static final List<String> LABELS = List.of(
            "air_conditioner",
            "car_horn",
            "children_playing",
            "dog_bark",
            "drilling",
            "engine_idling",
            "gun_shot",
            "jackhammer",
            "siren",
            "street_music");

    private record Recorded(AudioClip clip, int label) {}

    @Test
    void masking_what_it_marks_costs_the_label_more_than_masking_random_places() throws IOException {
        List<Recorded> clips = clips();
        SoundModel model = train(clips);
        MaskingTrial trial = new MaskingTrial(model, 10);
        try (SoundClassifier classifier = SoundClassifier.of(model, Options.defaults())) {
            for (int i = 0; i < clips.size(); i += 3) {
                trial.add(classifier.explain(clips.get(i).clip));
            }
        }

        assertThat(trial.share()).as("share of %d clips", trial.clips()).isGreaterThanOrEqualTo(0.8);
    }

    /** The first few clips of each class in fold 1. */
    private static List<Recorded> clips() throws IOException {
        Path fold = SharedFolder.find("data/urbansound8k/fold1");
        int[] found = new int[LABELS.size()];
        List<Recorded> clips = new ArrayList<>();
        try (Stream<Path> files = Files.list(fold)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".flac"))
                    .sorted()
                    .toList()) {
                int label = Integer.parseInt(file.getFileName().toString().split("-")[1]);
                if (found[label]++ < CLIPS_PER_CLASS) {
                    clips.add(new Recorded(AudioFiles.read(file), label));
                }
            }
        }
        return clips;
    }

    private static SoundModel train(List<Recorded> clips) {
        int size = FRONT_END.bands() * FRONT_END.frames();
        float[] values = new float[clips.size() * size];
        INDArray labels = Nd4j.zeros(clips.size(), LABELS.size());
        for (int i = 0; i < clips.size(); i++) {
            FRONT_END
                    .extractor()
                    .computeInto(FRONT_END.windows(clips.get(i).clip).get(0), values, i * size);
            labels.putScalar(i, clips.get(i).label, 1);
        }
        Standardizer standardizer = standardizer(values);
        standardizer.applyInPlace(values);
        INDArray pictures =
                Nd4j.createFromArray(values).reshape(clips.size(), 1, FRONT_END.bands(), FRONT_END.frames());
        ComputationGraph graph = Crnn.builder()
                .filters(12, 24, 24, 24)
                .lstmUnits(24)
                .frontEnd(FRONT_END)
                .classes(LABELS.size())
                .updater(new Adam(4e-3))
                .build()
                .init();
        ComputationGraph fast = OneDnn.accelerate(graph);
        List<DataSet> batches = new DataSet(pictures, labels).batchBy(20);
        for (int epoch = 0; epoch < 25; epoch++) {
            batches.forEach(fast::fit);
        }
        return SoundModel.of(graph, FRONT_END, LABELS, standardizer, Map.of(), OptionalDouble.empty());
    }

    private static Standardizer standardizer(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return new Standardizer(mean, Math.sqrt(squares / values.length - mean * mean));
    }
}
