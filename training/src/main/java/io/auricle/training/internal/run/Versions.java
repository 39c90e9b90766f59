package io.auricle.training.internal.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.onednn.OneDnn;
import io.auricle.training.internal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Properties;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** When and with what a run was made. */
public final class Versions {
    private static final String UNKNOWN = "unknown";

    private Versions() {}

    public static String auricle() {
        return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** As its Maven properties say, since its manifest names no version; a program packed anew may have lost them. */
    public static String deeplearning4j() {
        Properties properties = new Properties();
        try (InputStream in = ComputationGraph.class.getResourceAsStream(
                "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return properties.getProperty("version", UNKNOWN);
    }

    public static ObjectNode tree() {
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
}
