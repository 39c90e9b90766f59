package io.auricle.examples.serve;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What {@code GET /metrics} tells: requests by path, method and status with their times, who works and waits, and memory. */
final class Metrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<String> paths;

    Metrics(Workshop workshop, Set<String> paths) {
        this.paths = new HashSet<>(paths);
        new JvmMemoryMetrics().bindTo(registry);
        gauge("auricle.uploads.present", "Uploads that are read, waiting or worked on", workshop::present);
        gauge("auricle.uploads.waiting", "Uploads that wait for a worker", workshop::waiting);
        gauge("auricle.uploads.working", "Uploads that are worked on", workshop::working);
    }

    private void gauge(String name, String description, java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Counts a request that was answered. */
    void record(Context ctx, float millis) {
        Timer.builder("http.server.requests")
                .description("Requests by path, method and status")
                .tag("path", paths.contains(ctx.path()) ? ctx.path() : "other")
                .tag(
                        "method",
                        METHODS.contains(ctx.req().getMethod()) ? ctx.req().getMethod() : "other")
                .tag("status", String.valueOf(ctx.statusCode()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record((long) (millis * 1e6), TimeUnit.NANOSECONDS);
    }

    /** {@return all numbers as Prometheus reads them} */
    String text() {
        return registry.scrape();
    }

    void close() {
        registry.close();
    }
}
