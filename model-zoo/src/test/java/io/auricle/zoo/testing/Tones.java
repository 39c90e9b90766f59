package io.auricle.zoo.testing;

import io.auricle.audio.AudioClip;
import io.auricle.features.FrontEnd;
import io.auricle.testing.TestSounds;
import io.auricle.zoo.Crnn;
import io.auricle.zoo.model.SoundModel;
import io.auricle.zoo.model.Standardizer;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** A small world of three sounds at 8 kHz, and a model that tells them apart. */
public final class Tones {
    public static final List<String> LABELS = List.of("hum", "whistle", "hiss");
    private static final List<TestSounds.Kind> KINDS =
            List.of(TestSounds.Kind.HUM, TestSounds.Kind.WHISTLE, TestSounds.Kind.HISS);
    public static final FrontEnd FRONT_END = TestModels.FRONT_END;
    public static final int RATE = 8_000;
    private static final Standardizer STANDARDIZER = new Standardizer(-40, 20);

    private Tones() {}

    /** A model with a threshold of 0.6, trained once for all tests. */
    public static SoundModel model() {
        return SoundModel.of(
                Trained.GRAPH.clone(), FRONT_END, LABELS, STANDARDIZER, Map.of("seed", 3), OptionalDouble.of(0.6));
    }

    public static AudioClip hum(double seconds) {
        return AudioClip.ofMono(sound(0, seconds, 50), RATE);
    }

    public static AudioClip whistle(double seconds) {
        return AudioClip.ofMono(sound(1, seconds, 50), RATE);
    }

    public static AudioClip hiss(double seconds) {
        return AudioClip.ofMono(sound(2, seconds, 50), RATE);
    }

    /** Hum, whistle, hiss; a second each. */
    public static float[] threeSounds() {
        float[] all = new float[3 * RATE];
        for (int label = 0; label < 3; label++) {
            System.arraycopy(sound(label, 1, 60), 0, all, label * RATE, RATE);
        }
        return all;
    }

    public static float[] sound(int label, double seconds, long seed) {
        return TestSounds.sound(KINDS.get(label), RATE, (int) (seconds * RATE), 1e-3, new Random(31 * seed + label));
    }

    private static final class Trained {
        static final ComputationGraph GRAPH = train();

        private static ComputationGraph train() {
            ComputationGraph graph = Crnn.builder()
                    .filters(4, 4)
                    .timePoolings(1)
                    .lstmUnits(4)
                    .lstmLayers(1)
                    .updater(new Adam(0.02))
                    .frontEnd(FRONT_END)
                    .classes(3)
                    .seed(3)
                    .build()
                    .init();
            for (int step = 0; step < 60; step++) {
                graph.fit(new DataSet(pictures(12, 12L * step), Nd4j.eye(3).repeat(0, 4)));
            }
            return graph;
        }
    }

    /** As many sounds of each label as there are thirds of count, hums first. */
    private static INDArray pictures(int count, long seed) {
        int size = FRONT_END.bands() * FRONT_END.frames();
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            float[] window = sound(i / (count / 3), FRONT_END.windowSeconds(), seed + 1_000 + i);
            FRONT_END.extractor().computeInto(window, values, i * size);
        }
        STANDARDIZER.applyInPlace(values);
        return Nd4j.createFromArray(values).reshape(count, 1, FRONT_END.bands(), FRONT_END.frames());
    }
}
