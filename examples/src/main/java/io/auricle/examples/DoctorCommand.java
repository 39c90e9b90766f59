package io.auricle.examples;

import io.auricle.features.VectorApi;
import io.auricle.onednn.Availability;
import io.auricle.onednn.OneDnn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what this machine has, what is in use, and what to change. */
@Command(
        name = "doctor",
        description =
                "Tells the JVM, the processor, the ND4J backend, and whether oneDNN and the Vector API are in use.",
        footer = {"", "Example:  auricle doctor --json"})
final class DoctorCommand implements Callable<Integer> {

    private static final String VERIFIED = "linux-x86_64";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, String> findings = new LinkedHashMap<>();
        findings.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        findings.put("platform", platform());
        findings.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores in use");
        findings.put("heap", (Runtime.getRuntime().maxMemory() >> 20) + " MiB at most");
        findings.put("nd4j", nd4j());
        findings.put("onednn", oneDnn());
        findings.put("vector api", vectorApi());
        if (json) {
            spec.commandLine().getOut().println(Json.write(findings));
        } else {
            findings.forEach((what, found) -> spec.commandLine().getOut().printf("%-11s %s%n", what, found));
        }
        return 0;
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        String name = (os.startsWith("mac") ? "macosx" : os.split(" ")[0]) + "-" + arch;
        return name.equals(VERIFIED) ? name : name + " (untested: Auricle is verified on " + VERIFIED + ")";
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String nd4j() {
        try {
            return Nd4j.getBackend().getClass().getSimpleName() + ", "
                    + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor") + " BLAS";
        } catch (Throwable e) { // whatever a missing or broken native library throws is what the user wants to read
            return "does not start: " + Errors.describe(e) + "; nothing that needs a network will run";
        }
    }

    private static String oneDnn() {
        Availability found = OneDnn.availability();
        return found.available()
                ? "in use: " + found
                : found + "; networks run as stock Deeplearning4j, several times slower";
    }

    private static String vectorApi() {
        String found = VectorApi.describe();
        return VectorApi.inUse()
                ? "in use: " + found
                : found + "; ./auricle starts the JVM with --add-modules jdk.incubator.vector where the JVM has it";
    }
}
