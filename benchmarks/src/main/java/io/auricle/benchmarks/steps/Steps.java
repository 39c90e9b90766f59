package io.auricle.benchmarks.steps;

import io.auricle.onednn.OneDnn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints two tables in Markdown: a training step of 32 and inference of 32 and of 1, of two networks, on every engine that is
 * installed, and the same divided by ours. Ten minutes at most; on a machine that does nothing else.
 *
 * <p>Arguments: {@code --threads N} (2), {@code --rivals FOLDER} (with {@code torch_steps.py}, {@code tensorflow-java/run} and
 * {@code onnxruntime-java/run}; without it only Deeplearning4j runs), {@code --stock-natives JAR} and {@code --onednn-natives
 * JAR} (ND4J's for this processor), {@code --python COMMAND}, {@code --only WORD} (engines whose name contains it).
 */
public final class Steps {
    private static final Map<String, String> TUNED_MALLOC = Map.of(
            "OPENBLAS_NUM_THREADS", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "268435456");

    private static final String OURS = "Deeplearning4j + dl4j-onednn";

    private final List<String> arguments;

    private Steps(String[] args) {
        this.arguments = List.of(args);
    }

    /** Entry point. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new Steps(args).run();
    }

    private void run() throws IOException, InterruptedException {
        String only = option("--only").orElse("").toLowerCase(Locale.ROOT);
        Path folder = Files.createDirectories(
                Path.of("benchmarks", "target", "rivals").toAbsolutePath());
        String machine = machine();
        var table = new Table();
        for (Engine engine : engines(folder)) {
            if (engine.name().toLowerCase(Locale.ROOT).contains(only)) {
                System.err.println(engine.name() + " ...");
                table.add(engine.name(), engine.run(folder));
            }
        }
        System.out.println("Milliseconds, medians after warm-up, each engine in a process of its own, " + threads()
                + " threads unless said otherwise.\n" + machine + "\n");
        System.out.println(table.millis());
        String ratios = table.ratios(OURS);
        System.out.print(ratios.isEmpty() ? "" : "How many times as long as " + OURS + ":\n\n" + ratios);
    }

    /** What this runs on, and how much else runs there. */
    private static String machine() throws IOException {
        String processor = "unknown processor";
        Path cpus = Path.of("/proc/cpuinfo");
        Path load = Path.of("/proc/loadavg");
        if (Files.exists(cpus)) {
            processor = Files.readAllLines(cpus).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(processor);
        }
        String before = Files.exists(load) ? Files.readString(load).split(" ")[0] : "unknown";
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " cores, JDK "
                + Runtime.version().feature() + ", load average before: " + before + ".";
    }

    private List<Engine> engines(Path scratch) throws IOException {
        var engines = new ArrayList<Engine>();
        option("--stock-natives").ifPresent(jar -> engines.add(ours("stock Deeplearning4j", "stock", jar, threads())));
        option("--onednn-natives")
                .ifPresent(jar -> engines.add(ours("Deeplearning4j, helpers revived", "revived", jar, threads())));
        engines.add(ours(OURS, "ours", "", threads()));
        engines.add(ours(OURS + ", one thread", "ours", "", "1"));
        if (OneDnn.availability().bf16Problem().isEmpty()) {
            engines.add(ours(OURS + ", bf16", "bf16", "", threads()));
        }
        if (option("--rivals").isPresent()) {
            engines.addAll(rivals(Path.of(option("--rivals").get()).toAbsolutePath(), scratch));
        }
        return engines;
    }

    /** Deeplearning4j in one of its guises: both networks, each in its own process. */
    private Engine ours(String name, String guise, String natives, String threads) {
        var commands = new ArrayList<List<String>>();
        for (Graphs graph : Graphs.values()) {
            String network = graph.name().toLowerCase(Locale.ROOT);
            commands.add(java(guise, network, natives));
        }
        return new Engine(name, commands, Map.of("OMP_NUM_THREADS", threads), Engine.ours());
    }

    private List<String> java(String guise, String network, String natives) {
        String classPath = System.getProperty("java.class.path");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Dorg.eclipse.deeplearning4j.helpers.disable=" + !guise.equals("revived"),
                "-cp",
                natives.isEmpty() ? classPath : natives + java.io.File.pathSeparator + classPath,
                Measure.class.getName(),
                guise,
                network);
    }

    private List<Engine> rivals(Path folder, Path scratch) throws IOException {
        var torch = List.of(List.of(python(), folder.resolve("torch_steps.py").toString()));
        return List.of(
                new Engine("PyTorch as installed", torch, Map.of(), Engine.torch()),
                new Engine("PyTorch tuned", torch, TUNED_MALLOC, Engine.torch()),
                script("TensorFlow (Java)", folder.resolve("tensorflow-java"), scratch),
                script("ONNX Runtime (Java)", folder.resolve("onnxruntime-java"), scratch));
    }

    /** A rival with a script of its own, which keeps what it makes in {@code BENCH_DIR}. */
    private static Engine script(String name, Path rival, Path scratch) throws IOException {
        Path kept = Files.createDirectories(scratch.resolve(rival.getFileName()));
        var command = List.of(List.of("sh", rival.resolve("run").toString()));
        return new Engine(name, command, Map.of("BENCH_DIR", kept.toString()), Engine.named());
    }

    /** The system's own Python, where Debian puts PyTorch, unless another is named. */
    private String python() {
        return option("--python")
                .orElse(Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3");
    }

    private String threads() {
        return option("--threads").orElse("2");
    }

    private Optional<String> option(String name) {
        int index = arguments.indexOf(name);
        return index >= 0 && index + 1 < arguments.size() ? Optional.of(arguments.get(index + 1)) : Optional.empty();
    }
}
