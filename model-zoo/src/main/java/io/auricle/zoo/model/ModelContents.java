package io.auricle.zoo.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.zoo.internal.FloatArray;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import io.auricle.zoo.internal.StrictZip;
import io.auricle.zoo.internal.plan.NetworkPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A model file taken apart and checked, before any class of DL4J or ND4J is touched.
 *
 * @param configuration the network's configuration, which names only known classes
 * @param coefficients  as many as the configuration makes parameters
 * @param updaterState  the optimiser's state; empty if there is none or nobody asked for it
 * @param inputs        what the network reads
 * @param labels        names of the outputs
 * @param output        what the outputs mean
 * @param training      how it was trained
 * @param thresholds    probabilities from which a label counts as an answer
 */
public record ModelContents(
        ObjectNode configuration,
        float[] coefficients,
        float[] updaterState,
        List<ModelInput> inputs,
        List<String> labels,
        OutputKind output,
        Map<String, Object> training,
        Thresholds thresholds) {
    static final String CONFIGURATION = "configuration.json";
    static final String COEFFICIENTS = "coefficients.bin";
    static final String UPDATER_STATE = "updaterState.bin";
    static final String AURICLE = "auricle.json";

    private static final int MOST_JSON_BYTES = 4 << 20;
    private static final int MOST_STATE_PER_PARAMETER = 3;

    /**
     * Reads a model file for use, without its optimiser's state.
     *
     * @param file what {@link ModelFile} wrote
     * @return its contents
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static ModelContents of(Path file) throws IOException {
        return of(file.toString(), ModelFile.bytes(file));
    }

    /**
     * Reads a model for use from a stream to its end, without its optimiser's state.
     *
     * @param in   what {@link ModelFile} wrote; not closed
     * @param name what errors call it
     * @return its contents
     * @throws MalformedModelException if it is no model file, is damaged, or holds what a model file must not hold
     * @throws IOException             if reading fails
     */
    public static ModelContents of(InputStream in, String name) throws IOException {
        return of(name, ModelFile.bytes(in, name));
    }

    /**
     * Reads the weights that the artifact {@code io.auricle:model-zoo-pretrained} brings.
     *
     * @return their contents
     * @throws java.io.FileNotFoundException if that artifact is not on the class path
     * @throws IOException                   if reading fails
     */
    public static ModelContents pretrained() throws IOException {
        return of(Pretrained.NAME, Pretrained.bytes());
    }

    private static ModelContents of(String source, byte[] bytes) throws MalformedModelException {
        try {
            return read(bytes, false);
        } catch (Refusal e) {
            throw ModelFile.malformed(source, e);
        }
    }

    SoundModel load() throws Refusal {
        return new SoundModel(graph(), inputs, labels, output, training, thresholds);
    }

    /**
     * Makes the network.
     *
     * @return a new graph with the file's weights
     * @throws Refusal if DL4J does not make it
     */
    public ComputationGraph graph() throws Refusal {
        return Graphs.graph(configuration, coefficients, updaterState);
    }

    static ModelContents read(byte[] file, boolean withUpdater) throws Refusal {
        StrictZip zip = StrictZip.open(file, Set.of(CONFIGURATION, COEFFICIENTS, UPDATER_STATE, AURICLE));
        JsonReader auricle = new JsonReader(AURICLE, "", StrictJson.parse(AURICLE, zip.read(AURICLE, MOST_JSON_BYTES)));
        ModelJson model = ModelJson.read(auricle);
        ObjectNode configuration = StrictJson.parse(CONFIGURATION, zip.read(CONFIGURATION, MOST_JSON_BYTES));
        List<ModelInput> inputs = model.namedInputs(configuration);
        NetworkPlan plan = ModelCheck.plan(CONFIGURATION, configuration, inputs);
        ModelCheck.output(CONFIGURATION, plan, model.output());
        ModelCheck.labels(AURICLE, model.labels(), plan.classes(), model.output());
        ModelCheck.thresholds(AURICLE, model.thresholds(), plan.classes());
        float[] coefficients = FloatArray.read(
                COEFFICIENTS,
                zip.read(COEFFICIENTS, FloatArray.mostBytes(plan.parameters())),
                plan.parameters(),
                plan.parameters());
        float[] state = withUpdater && zip.has(UPDATER_STATE) ? updaterState(zip, plan.parameters()) : new float[0];
        return new ModelContents(
                configuration,
                coefficients,
                state,
                inputs,
                model.labels(),
                model.output(),
                model.training(),
                model.thresholds());
    }

    private static float[] updaterState(StrictZip zip, int parameters) throws Refusal {
        long most = (long) MOST_STATE_PER_PARAMETER * parameters;
        return FloatArray.read(UPDATER_STATE, zip.read(UPDATER_STATE, FloatArray.mostBytes(most)), 1, most);
    }
}
