package io.auricle.examples.serve;

import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What the server is made of below its routes: threads, connections, and how long they may be idle. */
final class JettySettings {

    private static final int CONNECTIONS = 512;
    private static final int WAITING_CONNECTIONS = 256;
    private static final int SPARE_THREADS = 48;
    private static final int IDLE_THREADS = 4;
    private static final int IDLE_MILLIS = 15_000;
    private static final int STOP_MILLIS = 3_000;

    private JettySettings() {}

    static void apply(JavalinConfig config, ServeOptions options, InetAddress host) {
        QueuedThreadPool threads =
                new QueuedThreadPool(options.workers() + options.queue() + SPARE_THREADS, IDLE_THREADS);
        threads.setName("auricle-http");
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, options, host));
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new JsonErrors());
        });
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ServeOptions options, InetAddress host) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host.getHostAddress());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        connector.setIdleTimeout(Math.min(IDLE_MILLIS, options.timeout().toMillis()));
        return connector;
    }

    /** Answers what is no HTTP, and so reaches no route. */
    private static final class JsonErrors extends ErrorHandler {
        @Override
        protected void generateResponse(
                Request request, Response response, int code, String message, Throwable cause, Callback callback) {
            response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, "application/json"));
            String text = "{\"status\":" + code + ",\"error\":\"the request must be HTTP/1.1 as RFC 9112 says\"}";
            Content.Sink.write(response, true, text, callback);
        }
    }
}
