package io.auricle.examples.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auricle.zoo.classify.SoundClassifier;
import io.auricle.zoo.model.OutputKind;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A web page and a JSON endpoint where a model names sounds.
 *
 * <pre>{@code
 * try (SoundServer server = SoundServer.start(classifier, ServeOptions.defaults())) {
 *     System.out.println(server.address());
 *     ...
 * }
 * }</pre>
 *
 * <p>Uploads are kept in memory, one place each, and never touch a disk. <b>Threads.</b> Safe.
 */
public final class SoundServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SoundServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLASSIFY = "/api/classify";
    private static final String MODEL = "/api/model";
    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final int MAX_WINDOWS = 2000;

    private final SoundClassifier classifier;
    private final ServeOptions options;
    private final Workshop workshop;
    private final Uploads uploads;
    private final Analyst analyst;
    private final Metrics metrics;
    private final Gatekeeper gatekeeper;
    private final InetAddress host;
    private final Javalin app;

    private SoundServer(SoundClassifier classifier, ServeOptions options, InetAddress host) {
        this.classifier = classifier;
        this.options = options;
        this.host = host;
        this.workshop = new Workshop(options.workers(), options.queue());
        this.uploads = new Uploads(options.maxUploadBytes());
        this.analyst = new Analyst(classifier, options.maxSeconds(), MAX_WINDOWS);
        this.metrics = new Metrics(workshop, paths());
        this.gatekeeper = new Gatekeeper(options, host);
        this.app = Javalin.create(this::configure);
    }

    /**
     * Starts a server.
     *
     * @param classifier what names the sounds; the caller closes it, after the server
     * @param options    where to listen and what to refuse
     * @return the running server, to be closed
     * @throws IOException if it cannot listen there
     */
    public static SoundServer start(SoundClassifier classifier, ServeOptions options) throws IOException {
        InetAddress host;
        try {
            host = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new IOException("host must be a name or an address of this machine, got " + options.host(), e);
        }
        SoundServer server = new SoundServer(classifier, options, host);
        try {
            server.app.start();
        } catch (JavalinException e) {
            server.close();
            throw new IOException(whyNot(e, options), e);
        }
        return server;
    }

    private static String whyNot(Throwable problem, ServeOptions options) {
        String where = options.host() + " port " + options.port();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.BindException) {
                return cause.getMessage().contains("in use")
                        ? where + " is in use by another program; --port names another one, 0 takes any free one"
                        : where + " must be one that this user may listen at, got: " + cause.getMessage();
            }
        }
        return where + " must be one to listen at, got: " + problem.getMessage();
    }

    /** {@return where the page is, such as {@code http://127.0.0.1:8080/}} */
    public URI address() {
        String name = host instanceof java.net.Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return URI.create("http://" + name + ":" + app.port() + "/");
    }

    /** {@return whether other machines can reach it} */
    public boolean isOpen() {
        return !host.isLoopbackAddress();
    }

    private void configure(JavalinConfig config) {
        JettySettings.apply(config, options, host);
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.requestLogger.http(metrics::record);
        RoutesConfig routes = config.routes;
        routes.before(gatekeeper::check);
        Page.addTo(routes);
        routes.post(CLASSIFY, this::classify);
        routes.get(MODEL, ctx -> send(ctx, model()));
        routes.get(HEALTH, ctx -> send(ctx, Map.of("status", "up")));
        routes.get(METRICS, ctx -> ctx.contentType(Metrics.CONTENT_TYPE).result(metrics.text()));
        routes.exception(Refusal.class, (e, ctx) -> refuse(ctx, e.status(), e.getMessage()));
        routes.exception(HttpResponseException.class, SoundServer::refuse);
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            refuse(ctx, Refusal.FAILED, "the server failed: " + e.getClass().getSimpleName());
        });
    }

    private static Set<String> paths() {
        Set<String> paths = new HashSet<>(Page.paths());
        paths.addAll(Set.of(CLASSIFY, MODEL, HEALTH, METRICS));
        return paths;
    }

    private void classify(Context ctx) throws IOException {
        try (Workshop.Place place = workshop.enter()) {
            Question question = Question.of(ctx, classifier.frontEnd().hopSeconds());
            Deadline deadline = Deadline.in(options.timeout());
            InputStream sound = uploads.read(ctx, deadline);
            send(ctx, place.work(() -> analyst.answer(sound, question, deadline), deadline));
        }
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("labels", classifier.labels());
        model.put("several", classifier.output() == OutputKind.SIGMOID);
        model.put("windowSeconds", classifier.frontEnd().windowSeconds());
        model.put("hopSeconds", classifier.frontEnd().hopSeconds());
        model.put("sampleRateHz", classifier.frontEnd().sampleRateHz());
        model.put("maxUploadBytes", options.maxUploadBytes());
        model.put("maxSeconds", options.maxSeconds());
        model.put("types", List.of("WAV", "FLAC", "OGG", "MP3", "AIFF", "AU"));
        return model;
    }

    private static void send(Context ctx, Object value) {
        try {
            ctx.contentType("application/json").result(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(HttpResponseException problem, Context ctx) {
        String text = ctx.path() + ": there is no such page";
        if (problem instanceof MethodNotAllowedResponse) {
            String allowed = problem.getDetails().getOrDefault("availableMethods", "");
            ctx.header("Allow", allowed);
            text = ctx.path() + ": the method must be " + allowed + ", got " + ctx.method();
        } else if (problem.getStatus() != Refusal.NOT_FOUND) {
            text = problem.getMessage();
        }
        refuse(ctx, problem.getStatus(), text);
    }

    private static void refuse(Context ctx, int status, String text) {
        if (ctx.method() == io.javalin.http.HandlerType.POST) {
            Uploads.discard(ctx);
        }
        if (status == Refusal.BUSY) {
            ctx.header("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        }
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("status", status);
        error.put("error", text);
        send(ctx.status(status), error);
    }

    /** Turns new uploads away, answers those that are here, and stops listening. */
    @Override
    public void close() {
        workshop.close();
        app.stop();
        metrics.close();
    }
}
