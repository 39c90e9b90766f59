package io.auricle.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real cluster on loopback: a master and workers of one core each, processes started from Spark's own jars. */
final class StandaloneCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path home = Path.of(System.getProperty("auricle.spark.home"));
    private final Path folder;
    private final int masterPort;
    private final int pagePort;
    private final List<Process> processes = new ArrayList<>();

    StandaloneCluster(Path folder, int workers) throws IOException, InterruptedException {
        this.folder = folder;
        this.masterPort = freePort();
        this.pagePort = freePort();
        start(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + masterPort,
                "--webui-port",
                "" + pagePort);
        for (int i = 0; i < workers; i++) {
            String work = folder.resolve("work" + i).toString();
            start(
                    "worker" + i,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    work,
                    "--webui-port",
                    "0",
                    master());
        }
        awaitWorkers(workers);
    }

    /** {@return whether loopback ports can be opened here} */
    static boolean possible() {
        try {
            return freePort() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void start(String name, String main, String... args) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-cp", home.resolve("jars") + "/*", main));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        processes.add(builder.start());
    }

    private void awaitWorkers(int workers) throws IOException, InterruptedException {
        HttpRequest state = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pagePort + "/json/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        Instant end = Instant.now().plus(PATIENCE);
        String answer = "";
        while (Instant.now().isBefore(end)) {
            try {
                answer =
                        client.send(state, HttpResponse.BodyHandlers.ofString()).body();
                if (answer.replaceAll("\\s", "").contains("\"aliveworkers\":" + workers)) {
                    return;
                }
            } catch (IOException e) {
                answer = e.toString(); // the master is starting
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("the cluster must have " + workers + " workers after " + PATIENCE + ", got " + answer);
    }

    String master() {
        return "spark://127.0.0.1:" + masterPort;
    }

    /** What executors need beside Spark: the class path of this test without the jars that Spark brings. */
    String executorClassPath() throws IOException {
        Set<String> ofSpark;
        try (Stream<Path> jars = Files.list(home.resolve("jars"))) {
            ofSpark = jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toSet());
        }
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(java.io.File.pathSeparator))
                .filter(entry -> !ofSpark.contains(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** The executor processes: workers start nothing else. */
    List<ProcessHandle> executors() {
        return processes.stream()
                .flatMap(process -> process.toHandle().descendants())
                .toList();
    }

    @Override
    public void close() {
        executors().forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
}
