package io.auricle.examples.serve;

import java.util.Locale;

/** A request that gets no answer but a status and one line: what, where, which rule, what was there instead. */
final class Refusal extends RuntimeException {

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TIMEOUT = 408;
    static final int TOO_LARGE = 413;
    static final int UNKNOWN_TYPE = 415;
    static final int FAILED = 500;
    static final int BUSY = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refusal of(int status, String format, Object... values) {
        return new Refusal(status, String.format(Locale.ROOT, format, values));
    }

    int status() {
        return status;
    }
}
