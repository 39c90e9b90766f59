package io.auricle.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.onednn.OneDnn;
import io.auricle.training.internal.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** When and with what a run was made. */
final class Versions {
    private Versions() {}

    static String auricle() {
        return version(TrainingRun.class);
    }

    static String deeplearning4j() {
        return version(ComputationGraph.class);
    }

    static ObjectNode tree() {
        ObjectNode tree = Json.MAPPER.createObjectNode();
        tree.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        tree.put("auricle", auricle());
        tree.put("deeplearning4j", deeplearning4j());
        tree.put("backend", Nd4j.getBackend().getClass().getSimpleName());
        tree.put("oneDnn", OneDnn.availability().toString());
        tree.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        tree.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        tree.put("processors", Runtime.getRuntime().availableProcessors());
        return tree;
    }

    private static String version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion()).orElse("development");
    }
}
