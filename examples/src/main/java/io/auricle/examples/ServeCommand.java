package io.auricle.examples;

import io.auricle.examples.serve.ServeOptions;
import io.auricle.examples.serve.SoundServer;
import io.auricle.zoo.classify.SoundClassifier;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code serve}: a web page and a JSON endpoint. */
@Command(
        name = "serve",
        description = "Opens a web page, and a JSON endpoint, where a model names sounds.",
        footer = {
            "",
            "Example:  auricle serve pretrained --port 8080",
            "          curl --data-binary @street.wav http://127.0.0.1:8080/api/classify",
            "Ends with Ctrl-C. Also there: /api/openapi.json, /health, /metrics."
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = Models.WORDS)
    private String model;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "Where to listen; 0 takes any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "NAME",
            description = "Address to listen at; 0.0.0.0 lets other machines in. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "Also answer under this name, which a reverse proxy passes on as Host; may be repeated.")
    private Set<String> allowedHosts = Set.of();

    @Option(
            names = "--max-upload-mb",
            defaultValue = "25",
            paramLabel = "MB",
            description = "Largest upload, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int maxUploadMb;

    @Option(
            names = "--max-seconds",
            defaultValue = "300",
            paramLabel = "S",
            description = "Longest sound, up to 3600. Default: ${DEFAULT-VALUE}.")
    private double maxSeconds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Uploads worked on at once, 1 to 256. Default: one a core.")
    private Integer workers;

    @Option(
            names = "--queue",
            defaultValue = "16",
            paramLabel = "N",
            description = "Uploads that may wait, 0 to 10000; more are answered 503. Default: ${DEFAULT-VALUE}.")
    private int queue;

    @Option(
            names = "--timeout",
            defaultValue = "30",
            paramLabel = "S",
            description = "Seconds from an upload's start to its answer, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Override
    public Integer call() throws IOException {
        ServeOptions options = Checks.options(spec, this::options);
        SoundClassifier.Options machine = SoundClassifier.Options.defaults().withWorkers(options.workers());
        try (SoundClassifier classifier = Models.classifier(model, machine)) {
            classifier.warmUp();
            serve(classifier, options);
        }
        return 0;
    }

    private ServeOptions options() {
        int atOnce = workers == null ? ServeOptions.defaults().workers() : workers;
        return new ServeOptions(host, port, allowedHosts, maxUploadMb, maxSeconds, atOnce, queue, timeoutSeconds);
    }

    /** Runs until Ctrl-C, or until this thread is interrupted. */
    private void serve(SoundClassifier classifier, ServeOptions options) throws IOException {
        try (SoundServer server = SoundServer.start(classifier, options)) {
            Thread onCtrlC = new Thread(server::close);
            Runtime.getRuntime().addShutdownHook(onCtrlC);
            announce(server);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Runtime.getRuntime().removeShutdownHook(onCtrlC);
            }
        }
    }

    private void announce(SoundServer server) {
        spec.commandLine().getOut().printf("listening at %s (Ctrl-C ends)%n", server.address());
        if (server.isOpen()) {
            spec.commandLine()
                    .getErr()
                    .println("auricle: other machines can reach this server, which has no password and no TLS;"
                            + " docs/serve.md says what to put in front of it");
        }
    }
}
