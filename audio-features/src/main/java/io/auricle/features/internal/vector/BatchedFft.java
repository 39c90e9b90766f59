package io.auricle.features.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Complex transforms of as many signals as a vector has lanes: element {@code i} of all signals is one vector, at {@code i *
 * LANES}. Radix 4 (at last 4 or 2), decimated in frequency, in place; results stay where they fall, and {@link #position}
 * tells where. One step of L points from block start b, with {@code w = exp(-2 pi i / L)}, {@code p < L / 4}, {@code x[m] =
 * z[b + p + m L / 4]}: {@code z[b + p + k L / 4] = w^(p k) * sum over m of (-i)^(m k) x[m]}. After the first step the four
 * quarters are finished one by one, while they are in the cache.
 */
final class BatchedFft {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private final int size;
    /** Of each step but the last: for every p, cosine and sine of w^p, w^2p, w^3p. */
    private final float[][] twiddles;

    final float[] re;
    final float[] im;

    BatchedFft(int size) {
        this.size = size;
        int steps = (Integer.numberOfTrailingZeros(size) + 1) / 2;
        this.twiddles = new float[steps - 1][];
        for (int s = 0; s < twiddles.length; s++) {
            twiddles[s] = twiddles(size >> 2 * s);
        }
        this.re = new float[size * LANES];
        this.im = new float[size * LANES];
    }

    private static float[] twiddles(int length) {
        float[] table = new float[length / 4 * 6];
        for (int i = 0; i < table.length; i += 2) {
            double angle = -2 * Math.PI * (i / 6) * (i % 6 / 2 + 1) / length;
            table[i] = (float) Math.cos(angle);
            table[i + 1] = (float) Math.sin(angle);
        }
        return table;
    }

    /** Where the result of frequency k is, in floats. */
    int position(int k) {
        int position = 0;
        int rest = k;
        int length = size;
        while (length > 1) {
            int radix = length >= 4 ? 4 : 2;
            length /= radix;
            position += rest % radix * length;
            rest /= radix;
        }
        return position * LANES;
    }

    /**
     * Transforms signals given by their real samples: element i has real part {@code window[2 i] * samples[rows[2 i] …]} and
     * imaginary part {@code window[2 i + 1] * samples[rows[2 i + 1] …]}.
     */
    void transform(float[] samples, int[] rows, float[] window) {
        firstStep(samples, rows, window);
        int quarter = size / 4 * LANES;
        for (int from = 0; from < re.length; from += quarter) {
            finish(from, from + quarter);
        }
    }

    private void finish(int from, int to) {
        int length = size / 4;
        for (int s = 1; s < twiddles.length; s++) {
            for (int block = from; block < to; block += length * LANES) {
                step(re, im, twiddles[s], block, length / 4);
            }
            length /= 4;
        }
        if (length == 4) {
            lastStep4(re, im, from, to);
        } else {
            lastStep2(re, im, from, to);
        }
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    /** Stores (a + i b)(c + i s). */
    private static void turn(float[] re, float[] im, int at, FloatVector a, FloatVector b, float c, float s) {
        a.mul(c).sub(b.mul(s)).intoArray(re, at);
        a.mul(s).add(b.mul(c)).intoArray(im, at);
    }

    private void firstStep(float[] x, int[] rows, float[] window) {
        float[] re = this.re;
        float[] im = this.im;
        float[] w = twiddles[0];
        int quarter = size / 4;
        int q = quarter * LANES;
        for (int p = 0; p < quarter; p++) {
            int i0 = 2 * p;
            int i1 = i0 + 2 * quarter;
            int i2 = i1 + 2 * quarter;
            int i3 = i2 + 2 * quarter;
            FloatVector a0 = load(x, rows[i0]).mul(window[i0]);
            FloatVector b0 = load(x, rows[i0 + 1]).mul(window[i0 + 1]);
            FloatVector a1 = load(x, rows[i1]).mul(window[i1]);
            FloatVector b1 = load(x, rows[i1 + 1]).mul(window[i1 + 1]);
            FloatVector a2 = load(x, rows[i2]).mul(window[i2]);
            FloatVector b2 = load(x, rows[i2 + 1]).mul(window[i2 + 1]);
            FloatVector a3 = load(x, rows[i3]).mul(window[i3]);
            FloatVector b3 = load(x, rows[i3 + 1]).mul(window[i3 + 1]);
            FloatVector ea = a0.add(a2);
            FloatVector eb = b0.add(b2);
            FloatVector fa = a0.sub(a2);
            FloatVector fb = b0.sub(b2);
            FloatVector ga = a1.add(a3);
            FloatVector gb = b1.add(b3);
            FloatVector ha = b1.sub(b3);
            FloatVector hb = a3.sub(a1);
            int o = p * LANES;
            int t = p * 6;
            ea.add(ga).intoArray(re, o);
            eb.add(gb).intoArray(im, o);
            // Written out: with turn() the loop body is too large for the JIT compiler to inline its last call, and
            // vectors that
            // cross a call become objects.
            FloatVector c = fa.add(ha);
            FloatVector d = fb.add(hb);
            c.mul(w[t]).sub(d.mul(w[t + 1])).intoArray(re, o + q);
            c.mul(w[t + 1]).add(d.mul(w[t])).intoArray(im, o + q);
            FloatVector e = ea.sub(ga);
            FloatVector f = eb.sub(gb);
            e.mul(w[t + 2]).sub(f.mul(w[t + 3])).intoArray(re, o + 2 * q);
            e.mul(w[t + 3]).add(f.mul(w[t + 2])).intoArray(im, o + 2 * q);
            FloatVector g = fa.sub(ha);
            FloatVector h = fb.sub(hb);
            g.mul(w[t + 4]).sub(h.mul(w[t + 5])).intoArray(re, o + 3 * q);
            g.mul(w[t + 5]).add(h.mul(w[t + 4])).intoArray(im, o + 3 * q);
        }
    }

    private static void step(float[] re, float[] im, float[] w, int block, int quarter) {
        int q = quarter * LANES;
        for (int p = 0; p < quarter; p++) {
            int o = block + p * LANES;
            int t = p * 6;
            FloatVector a0 = load(re, o);
            FloatVector b0 = load(im, o);
            FloatVector a1 = load(re, o + q);
            FloatVector b1 = load(im, o + q);
            FloatVector a2 = load(re, o + 2 * q);
            FloatVector b2 = load(im, o + 2 * q);
            FloatVector a3 = load(re, o + 3 * q);
            FloatVector b3 = load(im, o + 3 * q);
            FloatVector ea = a0.add(a2);
            FloatVector eb = b0.add(b2);
            FloatVector fa = a0.sub(a2);
            FloatVector fb = b0.sub(b2);
            FloatVector ga = a1.add(a3);
            FloatVector gb = b1.add(b3);
            FloatVector ha = b1.sub(b3);
            FloatVector hb = a3.sub(a1);
            ea.add(ga).intoArray(re, o);
            eb.add(gb).intoArray(im, o);
            turn(re, im, o + q, fa.add(ha), fb.add(hb), w[t], w[t + 1]);
            turn(re, im, o + 2 * q, ea.sub(ga), eb.sub(gb), w[t + 2], w[t + 3]);
            turn(re, im, o + 3 * q, fa.sub(ha), fb.sub(hb), w[t + 4], w[t + 5]);
        }
    }

    private static void lastStep4(float[] re, float[] im, int from, int to) {
        for (int o = from; o < to; o += 4 * LANES) {
            FloatVector a0 = load(re, o);
            FloatVector b0 = load(im, o);
            FloatVector a1 = load(re, o + LANES);
            FloatVector b1 = load(im, o + LANES);
            FloatVector a2 = load(re, o + 2 * LANES);
            FloatVector b2 = load(im, o + 2 * LANES);
            FloatVector a3 = load(re, o + 3 * LANES);
            FloatVector b3 = load(im, o + 3 * LANES);
            FloatVector ea = a0.add(a2);
            FloatVector eb = b0.add(b2);
            FloatVector fa = a0.sub(a2);
            FloatVector fb = b0.sub(b2);
            FloatVector ga = a1.add(a3);
            FloatVector gb = b1.add(b3);
            FloatVector ha = b1.sub(b3);
            FloatVector hb = a3.sub(a1);
            ea.add(ga).intoArray(re, o);
            eb.add(gb).intoArray(im, o);
            fa.add(ha).intoArray(re, o + LANES);
            fb.add(hb).intoArray(im, o + LANES);
            ea.sub(ga).intoArray(re, o + 2 * LANES);
            eb.sub(gb).intoArray(im, o + 2 * LANES);
            fa.sub(ha).intoArray(re, o + 3 * LANES);
            fb.sub(hb).intoArray(im, o + 3 * LANES);
        }
    }

    private static void lastStep2(float[] re, float[] im, int from, int to) {
        for (int o = from; o < to; o += 2 * LANES) {
            FloatVector a0 = load(re, o);
            FloatVector b0 = load(im, o);
            FloatVector a1 = load(re, o + LANES);
            FloatVector b1 = load(im, o + LANES);
            a0.add(a1).intoArray(re, o);
            b0.add(b1).intoArray(im, o);
            a0.sub(a1).intoArray(re, o + LANES);
            b0.sub(b1).intoArray(im, o + LANES);
        }
    }
}
