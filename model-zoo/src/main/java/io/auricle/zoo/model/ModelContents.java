package io.auricle.zoo.model;

import static io.auricle.zoo.internal.Refusal.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.internal.FloatArray;
import io.auricle.zoo.internal.Graphs;
import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.NetworkPlan;
import io.auricle.zoo.internal.PlainValues;
import io.auricle.zoo.internal.Refusal;
import io.auricle.zoo.internal.StrictJson;
import io.auricle.zoo.internal.StrictZip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A model file taken apart and checked, before any class of DL4J or ND4J is touched.
 *
 * @param configuration the network's configuration, which names only known classes
 * @param coefficients  as many as the configuration makes parameters
 * @param updaterState  the optimiser's state; empty if there is none or nobody asked for it
 * @param frontEnd      how sound becomes the network's input
 * @param labels        names of the classes
 * @param standardizer  how decibels become the network's input
 * @param training      how it was trained
 * @param threshold     probability below which an answer means "not sure"
 */
public record ModelContents(
        ObjectNode configuration,
        float[] coefficients,
        float[] updaterState,
        FrontEnd frontEnd,
        List<String> labels,
        Standardizer standardizer,
        Map<String, Object> training,
        OptionalDouble threshold) {
    static final int VERSION = 1;
    static final String CONFIGURATION = "configuration.json";
    static final String COEFFICIENTS = "coefficients.bin";
    static final String UPDATER_STATE = "updaterState.bin";
    static final String AURICLE = "auricle.json";

    private static final int MOST_JSON_BYTES = 4 << 20;
    private static final int MOST_LABELS = 10_000;
    private static final int MOST_WINDOW_SAMPLES = 1 << 23; // 32 MB; over six minutes at 22 050 Hz
    private static final long MOST_FFT_SAMPLES = 1 << 26; // some hundred times the notebook's: a second
    private static final int MOST_STATE_PER_PARAMETER = 3;
    private static final Set<String> FIELDS =
            Set.of("formatVersion", "frontEnd", "labels", "standardizer", "threshold", "training");

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
        return new SoundModel(graph(), frontEnd, labels, standardizer, training, threshold);
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
        checkVersion(auricle);
        FrontEnd frontEnd = frontEnd(auricle);
        ObjectNode configuration = StrictJson.parse(CONFIGURATION, zip.read(CONFIGURATION, MOST_JSON_BYTES));
        NetworkPlan plan = NetworkPlan.of(CONFIGURATION, configuration, frontEnd.bands(), frontEnd.frames());
        List<String> labels = labels(auricle.json().path("labels"), plan.classes());
        Standardizer standardizer = standardizer(auricle.object("standardizer"));
        OptionalDouble threshold = threshold(auricle);
        Map<String, Object> training = training(auricle.object("training").json());
        float[] coefficients = FloatArray.read(
                COEFFICIENTS,
                zip.read(COEFFICIENTS, FloatArray.mostBytes(plan.parameters())),
                plan.parameters(),
                plan.parameters());
        float[] state = withUpdater && zip.has(UPDATER_STATE) ? updaterState(zip, plan.parameters()) : new float[0];
        return new ModelContents(
                configuration, coefficients, state, frontEnd, labels, standardizer, training, threshold);
    }

    private static float[] updaterState(StrictZip zip, int parameters) throws Refusal {
        long most = (long) MOST_STATE_PER_PARAMETER * parameters;
        return FloatArray.read(UPDATER_STATE, zip.read(UPDATER_STATE, FloatArray.mostBytes(most)), 1, most);
    }

    private static void checkVersion(JsonReader auricle) throws Refusal {
        int version = auricle.integer("formatVersion", 1, Integer.MAX_VALUE);
        require(
                version <= VERSION,
                AURICLE,
                version,
                "formatVersion must be at most %d, the newest that this Auricle reads; a newer Auricle wrote this file, update to read it",
                VERSION);
        auricle.onlyKeys(FIELDS);
    }

    private static FrontEnd frontEnd(JsonReader auricle) throws Refusal {
        FrontEnd frontEnd;
        try {
            frontEnd = FrontEnd.fromJson(auricle.object("frontEnd").json().toString());
        } catch (IllegalArgumentException e) {
            throw new Refusal(AURICLE, "frontEnd must be a front end", e.getMessage());
        }
        require(
                frontEnd.windowSamples() <= MOST_WINDOW_SAMPLES,
                AURICLE,
                frontEnd.windowSamples(),
                "frontEnd must have windows of at most %d samples",
                MOST_WINDOW_SAMPLES);
        long work = (long) frontEnd.frames() * frontEnd.mel().stft().fftSize();
        require(
                work <= MOST_FFT_SAMPLES,
                AURICLE,
                work,
                "frontEnd must put at most %d samples a window through its FFT",
                MOST_FFT_SAMPLES);
        return frontEnd;
    }

    private static List<String> labels(JsonNode json, int classes) throws Refusal {
        require(
                json.isArray() && json.size() <= MOST_LABELS,
                AURICLE,
                json.getNodeType(),
                "labels must be a list of at most %d",
                MOST_LABELS);
        List<String> labels = new ArrayList<>();
        for (JsonNode label : json) {
            boolean good = label.isTextual()
                    && !label.textValue().isBlank()
                    && label.textValue().length() <= SoundModel.LONGEST_LABEL;
            require(
                    good,
                    AURICLE,
                    label.getNodeType(),
                    "labels must be texts of 1 to %d characters",
                    SoundModel.LONGEST_LABEL);
            labels.add(label.textValue());
        }
        require(
                labels.size() == classes && classes >= 2,
                AURICLE,
                labels.size(),
                "labels must be as many as the network tells apart, %d, and at least 2",
                classes);
        require(new HashSet<>(labels).size() == classes, AURICLE, "some twice", "labels must all be different");
        return List.copyOf(labels);
    }

    private static Standardizer standardizer(JsonReader json) throws Refusal {
        json.onlyKeys(Set.of("mean", "standardDeviation"));
        double mean = json.number("mean");
        double deviation = json.number("standardDeviation");
        try {
            return new Standardizer(mean, deviation);
        } catch (IllegalArgumentException e) {
            throw new Refusal(AURICLE, "standardizer must be in range", e.getMessage());
        }
    }

    private static OptionalDouble threshold(JsonReader auricle) throws Refusal {
        if (auricle.json().path("threshold").isNull()) {
            return OptionalDouble.empty();
        }
        double threshold = auricle.number("threshold");
        require(threshold >= 0 && threshold <= 1, AURICLE, threshold, "threshold must be in [0, 1], or null");
        return OptionalDouble.of(threshold);
    }

    private static Map<String, Object> training(JsonNode json) throws Refusal {
        try {
            Map<?, ?> values = StrictJson.MAPPER.treeToValue(json, Map.class);
            Map<String, Object> named = new LinkedHashMap<>();
            values.forEach((key, value) -> named.put((String) key, value));
            return PlainValues.copyOf("training", named);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Refusal(AURICLE, "training must hold plain values", e.getMessage());
        }
    }

    /** Writes all but network and weights. */
    static byte[] auricleJson(SoundModel model) throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", VERSION);
        json.put("frontEnd", StrictJson.MAPPER.readTree(model.frontEnd().toJson()));
        json.put("labels", model.labels());
        Map<String, Object> standardizer = new LinkedHashMap<>();
        standardizer.put("mean", model.standardizer().mean());
        standardizer.put("standardDeviation", model.standardizer().standardDeviation());
        json.put("standardizer", standardizer);
        json.put("threshold", model.threshold().isPresent() ? model.threshold().getAsDouble() : null);
        json.put("training", model.training());
        return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }
}
