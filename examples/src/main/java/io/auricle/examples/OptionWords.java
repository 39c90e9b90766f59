package io.auricle.examples;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of settings in the libraries, as the options that a person types for them. */
final class OptionWords {

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("fftSize", "--n-fft"),
            Map.entry("hopLength", "--hop"),
            Map.entry("windowLength", "--win"),
            Map.entry("window", "--window"),
            Map.entry("centred", "--center"),
            Map.entry("padding", "--pad"),
            Map.entry("power", "--power"),
            Map.entry("melBands", "--mels"),
            Map.entry("minHz", "--fmin"),
            Map.entry("maxHz", "--fmax"),
            Map.entry("scale", "--mel-scale"),
            Map.entry("norm", "--norm"),
            Map.entry("decibels", "--db"),
            Map.entry("reference", "--ref"),
            Map.entry("amin", "--amin"),
            Map.entry("topDb", "--top-db"),
            Map.entry("coefficients", "--n-mfcc"),
            Map.entry("lifter", "--lifter"),
            Map.entry("deltaWidth", "--delta-width"),
            Map.entry("width", "--delta-width"),
            Map.entry("deltaOrder", "--delta-order"),
            Map.entry("feature", "--feature"),
            Map.entry("preset", "--preset"),
            Map.entry("sampleRateHz", "--sample-rate"),
            Map.entry("targetHz", "--sample-rate"),
            Map.entry("windowSeconds", "--window-seconds"),
            Map.entry("hopSeconds", "--window-hop-seconds"),
            Map.entry("clipsPerClass", "--clips-per-class"),
            Map.entry("port", "--port"),
            Map.entry("maxUploadMb", "--max-upload-mb"),
            Map.entry("maxSeconds", "--max-seconds"),
            Map.entry("workers", "--workers"),
            Map.entry("queue", "--queue"),
            Map.entry("timeoutSeconds", "--timeout"));

    private static final Map<String, String> OPTIONS = all();

    /** A setting's name at the start of a message or where it is set against another: {@code fftSize = 2048} or {@code fftSize / 2 = 1024}. */
    private static final Pattern NAME =
            Pattern.compile("^(" + words() + ")(?= must )|\\b(" + words() + ")(?= = | / 2 = )");

    private OptionWords() {}

    /**
     * Writes a library's complaint about settings in the words of the command line.
     *
     * @param message such as {@code melBands must be at least 1, got 0}
     * @return such as {@code --mels must be at least 1, got 0}
     */
    static String of(String message) {
        return NAME.matcher(message).replaceAll(match -> OPTIONS.get(match.group()));
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>(OTHERS);
        TrainingTable.ROWS.stream()
                .filter(row -> !row.setting().isEmpty())
                .forEach(row -> all.put(row.setting(), row.name()));
        return all;
    }

    private static String words() {
        return OPTIONS.keySet().stream().sorted().collect(Collectors.joining("|"));
    }
}
