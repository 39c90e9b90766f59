package io.auricle.onednn.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * What a network says when it is asked everything once: outputs and score at test time, gradients, some steps of training,
 * and outputs and score again.
 *
 * @param outputs    at test time, before and after training
 * @param scores     at test time before training, of the gradients, of each step, and at test time after training
 * @param gradients  of the parameters as they were, by name
 * @param parameters after the steps, by name
 */
record Answers(
        List<INDArray> outputs,
        List<Double> scores,
        Map<String, INDArray> gradients,
        Map<String, INDArray> parameters) {
    static final int STEPS = 3;

    /** Asks a network, which is not the same afterwards. */
    static Answers of(Net net, MultiDataSet data) {
        var outputs = new ArrayList<>(List.of(net.output(data, false)));
        var scores = new ArrayList<>(List.of(net.score(data)));
        Map<String, INDArray> gradients = net.gradients(data);
        scores.add(net.score());
        for (int i = 0; i < STEPS; i++) {
            net.fit(data);
            scores.add(net.score());
        }
        var parameters = new TreeMap<String, INDArray>();
        net.parameters().forEach((name, array) -> parameters.put(name, array.dup()));
        outputs.addAll(List.of(net.output(data, false)));
        scores.add(net.score(data));
        return new Answers(outputs, scores, gradients, parameters);
    }

    void checkSameAs(Answers expected) {
        assertThat(outputs).hasSameSizeAs(expected.outputs);
        for (int i = 0; i < outputs.size(); i++) {
            Twins.same("output " + i, expected.outputs.get(i), outputs.get(i), 1);
        }
        for (int i = 0; i < scores.size(); i++) {
            double score = expected.scores.get(i);
            assertThat(scores.get(i))
                    .as("score " + i)
                    .isCloseTo(score, offset(Twins.TOLERANCE * Math.max(0.1, Math.abs(score))));
        }
        Twins.same("gradient", expected.gradients, gradients);
        Twins.same("parameter after " + STEPS + " steps", expected.parameters, parameters);
    }
}
