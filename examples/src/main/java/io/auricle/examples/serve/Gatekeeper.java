package io.auricle.examples.serve;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask, and what a browser may do with the answer.
 *
 * <p>A page of another site must not reach this server through its visitor's browser: neither by a name of its own that resolves to this
 * machine (the Host header tells), nor by posting across sites (Origin and Sec-Fetch-Site tell).
 */
final class Gatekeeper {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self' blob:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "microphone=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final Set<String> names;
    private final boolean local;

    Gatekeeper(ServeOptions options, InetAddress address) {
        this.local = address.isLoopbackAddress();
        this.names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        names.add(address.getHostAddress());
        names.add(options.host().toLowerCase(Locale.ROOT));
        options.allowedHosts().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Writes the headers that every answer has, then refuses who must not ask.
     *
     * @throws Refusal if the request comes from another site
     */
    void check(Context ctx) {
        HEADERS.forEach(ctx::header);
        String host = Optional.ofNullable(ctx.host()).orElse("").toLowerCase(Locale.ROOT);
        if (local && !names.contains(withoutPort(host))) {
            throw Refusal.of(
                    Refusal.FORBIDDEN,
                    "Host must be a name of this machine, or one that --allow-host names, got %s",
                    host.isEmpty() ? "none" : host);
        }
        if (ctx.method() == HandlerType.POST && isCrossSite(ctx, host)) {
            throw Refusal.of(
                    Refusal.FORBIDDEN, "a browser must post from this server's own page, got one of another site");
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static boolean isCrossSite(Context ctx, String host) {
        String site = ctx.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = ctx.header("Origin");
        return origin != null && !host.equals(authority(origin));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
