package io.auricle.onednn.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A Java process of its own, for what cannot be tried in this one: other class paths, flags and crashes. */
final class ChildJvm {
    /** The JDK that began to warn of native code and of Unsafe, and from which on embedders give two flags. */
    private static final int WARNS_OF_NATIVES = 24;

    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String classPath = System.getProperty("java.class.path");

    /** What a process printed, and how it ended. */
    record Result(int status, String output) {}

    ChildJvm flag(String flag) {
        flags.add(flag);
        return this;
    }

    ChildJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Leaves files out of the class path. */
    ChildJvm without(Predicate<String> fileName) {
        classPath = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !fileName.test(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        return this;
    }

    /** Puts a file in front of the class path. */
    ChildJvm first(Path file) {
        classPath = file + File.pathSeparator + classPath;
        return this;
    }

    Result run(Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:-CreateCoredumpOnCrash", "-cp", classPath));
        if (Runtime.version().feature() >= WARNS_OF_NATIVES) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
