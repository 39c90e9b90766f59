package io.auricle.zoo.testing;

import io.auricle.features.FrontEnd;
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

/** Small models for tests: a quarter of a second at 8 kHz, 16 bands x 8 frames, three labels. */
public final class TestModels {
    public static final FrontEnd FRONT_END = FrontEnd.builder()
            .sampleRateHz(8_000)
            .windowSeconds(0.25)
            .mel(mel -> mel.fftSize(512).hopLength(256).melBands(16))
            .build();
    public static final List<String> LABELS = List.of("siren", "dog_bark", "jackhammer");
    public static final Standardizer STANDARDIZER = new Standardizer(-41.5, 17.25);
    public static final Map<String, Object> TRAINING = Map.of("seed", 7, "dataset", "synthetic", "accuracy", 0.5);

    private TestModels() {}

    public static ComputationGraph graph() {
        return Crnn.builder()
                .filters(3, 4)
                .timePoolings(1)
                .lstmUnits(3)
                .frontEnd(FRONT_END)
                .classes(3)
                .seed(5)
                .build()
                .init();
    }

    public static SoundModel untrained() {
        return model(graph());
    }

    /** A model with an optimiser's state and moving statistics of its own. */
    public static SoundModel trained() {
        return model(Trained.GRAPH.clone());
    }

    private static final class Trained {
        static final ComputationGraph GRAPH = train();
    }

    /** Three steps of training; a clone of DL4J's would forget that there were three. */
    public static ComputationGraph train() {
        ComputationGraph graph = graph();
        for (int step = 0; step < 3; step++) {
            graph.fit(new DataSet(pictures(6, step), Nd4j.eye(3).repeat(0, 2)));
        }
        return graph;
    }

    public static SoundModel model(ComputationGraph graph) {
        return SoundModel.of(graph, FRONT_END, LABELS, STANDARDIZER, TRAINING, OptionalDouble.of(0.4));
    }

    public static INDArray pictures(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * FRONT_END.bands() * FRONT_END.frames()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.createFromArray(values).reshape(count, 1, FRONT_END.bands(), FRONT_END.frames());
    }
}
