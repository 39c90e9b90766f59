package io.auricle.features;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;

/**
 * The taper that weighs the samples of a frame.
 *
 * <pre>{@code
 * StftConfig config = StftConfig.builder().window(Window.kaiser(8)).build();
 * }</pre>
 *
 * <p><b>Shape.</b> {@link #values(int)} gives one weight per sample. <b>Units.</b> None; named windows peak at 1. <b>Follows</b>
 * {@code scipy.signal.get_window(..., fftbins=True)} 1.10: periodic, not symmetric. <b>Threads.</b> Immutable, share it.
 * <b>Cost.</b> Weights are computed at each {@code values} call.
 */
public final class Window {
    private static final Window HANN = new Window(Kind.HANN, 0, null);
    private static final Window HAMMING = new Window(Kind.HAMMING, 0, null);
    private static final Window BLACKMAN = new Window(Kind.BLACKMAN, 0, null);
    private static final Window RECTANGULAR = new Window(Kind.RECTANGULAR, 0, null);
    private static final String WORDS = "hann, hamming, blackman, rectangular or kaiser:BETA";

    private final Kind kind;
    private final double beta;
    private final double[] own;

    private enum Kind {
        HANN,
        HAMMING,
        BLACKMAN,
        RECTANGULAR,
        KAISER,
        OWN
    }

    private Window(Kind kind, double beta, double[] own) {
        this.kind = kind;
        this.beta = beta;
        this.own = own;
    }

    /**
     * The raised cosine, {@code 0.5 - 0.5 cos(2 pi n / N)}; the default everywhere.
     *
     * @return the window
     */
    public static Window hann() {
        return HANN;
    }

    /**
     * The raised cosine on a pedestal, {@code 0.54 - 0.46 cos(2 pi n / N)}.
     *
     * @return the window
     */
    public static Window hamming() {
        return HAMMING;
    }

    /**
     * Three cosine terms, {@code 0.42 - 0.5 cos(2 pi n / N) + 0.08 cos(4 pi n / N)}.
     *
     * @return the window
     */
    public static Window blackman() {
        return BLACKMAN;
    }

    /**
     * No taper: every weight is 1.
     *
     * @return the window
     */
    public static Window rectangular() {
        return RECTANGULAR;
    }

    /**
     * The Kaiser window.
     *
     * @param beta its shape, from 0 to 700; 0 is rectangular, 8.6 near Blackman
     * @return the window
     * @throws IllegalArgumentException if beta is out of its range
     */
    public static Window kaiser(double beta) {
        check(beta >= 0 && beta <= 700, "beta must be in [0, 700], got %s", beta);
        return new Window(Kind.KAISER, beta + 0.0, null);
    }

    /**
     * A window of one's own.
     *
     * @param values one finite weight per sample, at least one; their number fixes the window length
     * @return the window
     * @throws IllegalArgumentException if there is no weight, or one is NaN or infinite
     */
    public static Window of(double... values) {
        double[] copy = requireNonNull(values, "values").clone();
        check(copy.length >= 1, "values must hold at least 1 weight, got 0");
        for (int i = 0; i < copy.length; i++) {
            check(Double.isFinite(copy[i]), "values must be finite, got %s at index %d", copy[i], i);
        }
        return new Window(Kind.OWN, 0, copy);
    }

    /**
     * Reads the name of a window, as {@link #toString()} writes it.
     *
     * @param name {@code hann}, {@code hamming}, {@code blackman}, {@code rectangular} or {@code kaiser:BETA}
     * @return the window
     * @throws IllegalArgumentException if there is no such window
     */
    public static Window parse(String name) {
        String word = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        if (word.startsWith("kaiser:")) {
            return kaiser(parseBeta(name));
        }
        return switch (word) {
            case "hann" -> HANN;
            case "hamming" -> HAMMING;
            case "blackman" -> BLACKMAN;
            case "rectangular" -> RECTANGULAR;
            default -> throw new IllegalArgumentException("window must be " + WORDS + ", got " + name);
        };
    }

    private static double parseBeta(String name) {
        try {
            return Double.parseDouble(name.substring("kaiser:".length()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("window must be " + WORDS + ", got " + name, e);
        }
    }

    /**
     * The weights.
     *
     * @param length how many, at least 1; for a window of one's own exactly as many as it has
     * @return a new array
     * @throws IllegalArgumentException if length is below 1, or not the length of a window of one's own
     */
    public double[] values(int length) {
        check(length >= 1, "length must be at least 1, got %d", length);
        checkLength(length);
        if (kind == Kind.OWN) {
            return own.clone();
        }
        double[] values = new double[length];
        for (int n = 0; n < length; n++) {
            values[n] = length == 1 ? 1 : value(n, length);
        }
        return values;
    }

    /** Refuses a window length that an own array does not have. */
    void checkLength(int windowLength) {
        check(
                kind != Kind.OWN || own.length == windowLength,
                "windowLength must be the window's own length %d, got %d",
                kind == Kind.OWN ? own.length : 0,
                windowLength);
    }

    private double value(int n, int length) {
        double angle = 2 * Math.PI * n / length;
        return switch (kind) {
            case HANN -> 0.5 - 0.5 * Math.cos(angle);
            case HAMMING -> 0.54 - 0.46 * Math.cos(angle);
            case BLACKMAN -> 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
            case KAISER -> kaiserValue(2.0 * n / length - 1);
            default -> 1;
        };
    }

    private double kaiserValue(double x) {
        return besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x))) / besselI0(beta);
    }

    /** Modified Bessel function of the first kind and order 0, by its series: sum of ((x/2)^k / k!)^2. */
    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            double step = x / 2 / k;
            term *= step * step;
            sum += term;
        }
        return sum;
    }

    /** The own weights, or null for a named window. */
    double[] own() {
        return own;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Window that && kind == that.kind && beta == that.beta && Arrays.equals(own, that.own);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * kind.name().hashCode() + Double.hashCode(beta)) + Arrays.hashCode(own);
    }

    /** The name that {@link #parse} reads; an own array shows its length. */
    @Override
    public String toString() {
        return switch (kind) {
            case KAISER -> "kaiser:" + beta;
            case OWN -> "own:" + own.length;
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
