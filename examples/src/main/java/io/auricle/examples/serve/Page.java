package io.auricle.examples.serve;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The files that the server has in its jar: the page, and the description of its interface. */
final class Page {

    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "/", "index.html",
            "/style.css", "style.css",
            "/app.js", "app.js",
            "/drawing.js", "drawing.js",
            "/microphone.js", "microphone.js",
            "/player.js", "player.js",
            "/recorder.js", "recorder.js",
            "/result.js", "result.js",
            "/icon.svg", "icon.svg",
            "/api/openapi.json", "openapi.json"));

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");

    private Page() {}

    /** Adds a route for each file. */
    static void addTo(RoutesConfig routes) {
        FILES.forEach((path, file) -> {
            byte[] bytes = read(file);
            String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
            CRC32 crc = new CRC32();
            crc.update(bytes);
            String tag = '"' + HexFormat.of().toHexDigits((int) crc.getValue()) + '"';
            routes.get(path, ctx -> send(ctx, bytes, type, tag));
        });
    }

    /** {@return the paths of all files} */
    static Set<String> paths() {
        return FILES.keySet();
    }

    private static void send(Context ctx, byte[] bytes, String type, String tag) {
        ctx.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(type).result(bytes);
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = Page.class.getResourceAsStream("page/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
