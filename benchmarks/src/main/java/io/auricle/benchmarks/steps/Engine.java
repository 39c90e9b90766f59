package io.auricle.benchmarks.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One engine of the comparison, as a command whose lines are understood.
 *
 * @param name        as the table shows it
 * @param commands    what to run, one after the other
 * @param environment variables that the command needs
 * @param reader      how its lines are read
 */
record Engine(String name, List<List<String>> commands, Map<String, String> environment, Reader reader) {

    /** What is measured, in the order of the table. */
    static final List<String> FIGURES = List.of(
            "notebook train", "notebook infer32", "notebook infer1", "crnn train", "crnn infer32", "crnn infer1");

    /** How the names of figures end that were taken with one thread while the engine's others were not. */
    static final String ONE_THREAD = " on one thread";

    /** Takes figures in milliseconds out of a line; told which network the lines before were about. */
    interface Reader {
        void read(String line, Map<String, Double> figures, StringBuilder network);
    }

    /** Figures by name, as far as the engine has them, or why it has none. */
    record Result(Map<String, Double> figures, String problem) {}

    /** Runs the commands in a folder, waiting for each. */
    Result run(Path folder) throws IOException, InterruptedException {
        var figures = new HashMap<String, Double>();
        for (List<String> command : commands) {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            var network = new StringBuilder();
            String complaint = "";
            try (var lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reader.read(line, figures, network);
                    complaint = complaint.isEmpty() && line.matches(".*(Exception|Error).*") ? line : complaint;
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                return new Result(figures, "ended with " + status + ": " + complaint.strip());
            }
        }
        return new Result(figures, figures.isEmpty() ? "printed no figures" : null);
    }

    /** Lines of {@link Measure}: {@code crnn train 280.1}. */
    static Reader ours() {
        Pattern pattern = Pattern.compile("((?:notebook|crnn) (?:train|infer32|infer1|memory)) ([\\d.]+)");
        return (line, figures, unused) -> {
            Matcher m = pattern.matcher(line);
            if (m.matches()) {
                figures.put(m.group(1), Double.valueOf(m.group(2)));
            }
        };
    }

    /** Lines such as {@code notebook 2138634 train batch 32 median ms 604.2} and {@code   infer 1 5.0}. */
    static Reader torch() {
        Pattern train = Pattern.compile("(notebook|crnn) \\d+ train batch 32 median ms ([\\d.]+).*");
        Pattern infer = Pattern.compile(" *infer (\\d+) ([\\d.]+)");
        return (line, figures, network) -> {
            Matcher m = train.matcher(line);
            if (m.matches()) {
                network.replace(0, network.length(), m.group(1));
                figures.put(m.group(1) + " train", Double.valueOf(m.group(2)));
            }
            m = infer.matcher(line);
            if (m.matches()) {
                figures.put(network + " infer" + m.group(1), Double.valueOf(m.group(2)));
            }
        };
    }

    /**
     * Lines such as {@code TF notebook params=2 threads 2 train batch 32: median 282.00 min …}; those of one thread end in
     * {@value #ONE_THREAD}.
     */
    static Reader named() {
        Pattern pattern = Pattern.compile("(?:TF|ORT) (notebook|crnn) .*threads ([12]) (?: *(train|infer) )?"
                + "batch (\\d+): median ([\\d.]+).*");
        return (line, figures, unused) -> {
            Matcher m = pattern.matcher(line);
            if (m.matches()) {
                String what = "train".equals(m.group(3)) ? "train" : "infer" + m.group(4);
                String threads = m.group(2).equals("1") ? ONE_THREAD : "";
                figures.put(m.group(1) + " " + what + threads, Double.valueOf(m.group(5)));
            }
        };
    }
}
