package io.auricle.features.internal.vector;

import static io.auricle.features.internal.vector.BatchedFft.LANES;
import static io.auricle.features.internal.vector.BatchedFft.SPECIES;

import io.auricle.features.internal.BandMatrix;
import io.auricle.features.internal.FrameKernel;
import io.auricle.features.internal.FramePlan;
import jdk.incubator.vector.FloatVector;

/**
 * As many frames at once as a vector has lanes, in single precision, for FFT sizes that are powers of two. The last frames of a
 * signal go the same way with lanes that nobody reads.
 *
 * <p>Neighbouring frames share samples, so the signal is laid out once as a table of {@code hopLength} rows, sample {@code c *
 * hopLength + r} in row r and column c: sample i of all frames is then one vector, from row {@code i % hopLength} and column
 * {@code i / hopLength} on. Real transforms of n points are complex ones of n / 2, from which {@link #powers()} takes the
 * frequencies k and n / 2 - k together.
 */
final class VectorKernel implements FrameKernel {
    private final FramePlan plan;
    private final int half;
    private final BatchedFft fft;
    /** Half of each weight: what the last step of a real transform would divide by. */
    private final float[] window;

    private final float[] table;
    private final int columns;
    private final int[] rowOf;
    private final int[] position;
    private final float[] twiddles;
    private final float[] spectrum;
    private final float[] weights;
    private final float[] row = new float[LANES];

    VectorKernel(FramePlan plan) {
        this.plan = plan;
        int size = plan.fftSize();
        int hop = plan.hopLength();
        this.half = size / 2;
        this.fft = new BatchedFft(half);
        this.columns = (LANES + (size + hop - 1) / hop + 7) / 8 * 8;
        this.table = new float[Math.min(hop, size) * columns];
        this.rowOf = new int[size];
        this.window = new float[size];
        for (int i = 0; i < size; i++) {
            rowOf[i] = i % hop * columns + i / hop;
            window[i] = (float) (plan.window()[i] / 2);
        }
        this.position = new int[half];
        this.twiddles = new float[half];
        for (int k = 0; k < half; k++) {
            position[k] = fft.position(k);
        }
        for (int k = 0; k < half / 2; k++) {
            double angle = -2 * Math.PI * k / size;
            twiddles[2 * k] = (float) Math.cos(angle);
            twiddles[2 * k + 1] = (float) Math.sin(angle);
        }
        this.spectrum = new float[plan.bins() * LANES];
        this.weights =
                plan.bands() == null ? new float[0] : toFloats(plan.bands().weights());
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void compute(float[] signal, int from, int frames, float[] out, int offset, int stride) {
        layOut(signal, from, (frames - 1) * plan.hopLength() + plan.fftSize());
        fft.transform(table, rowOf, window);
        powers();
        raise();
        if (plan.bands() == null) {
            copy(frames, out, offset, stride);
        } else {
            gather(plan.bands(), frames, out, offset, stride);
        }
    }

    private void layOut(float[] signal, int from, int span) {
        int hop = plan.hopLength();
        int rows = Math.min(hop, plan.fftSize());
        for (int column = 0; column * hop < span; column++) {
            int first = from + column * hop;
            int count = Math.min(rows, span - column * hop);
            for (int i = 0, to = column; i < count; i++, to += columns) {
                table[to] = signal[first + i];
            }
        }
    }

    private static FloatVector load(float[] array, int at) {
        return FloatVector.fromArray(SPECIES, array, at);
    }

    /**
     * Squared magnitudes of the real transform X from the complex one Z of half its size N: with {@code E = (Z[k] + conj Z[N -
     * k]) / 2}, {@code O = -i (Z[k] - conj Z[N - k]) / 2} and {@code w = exp(-i pi k / N)}, {@code X[k] = E + w O} and {@code
     * X[N - k] = conj(E - w O)}.
     */
    private void powers() {
        float[] re = fft.re;
        float[] im = fft.im;
        float[] out = spectrum;
        int n = half;
        edges(re, im, out);
        for (int k = 1; k < n / 2; k++) {
            int i = position[k];
            int j = position[n - k];
            FloatVector a = load(re, i);
            FloatVector b = load(im, i);
            FloatVector c = load(re, j);
            FloatVector d = load(im, j);
            FloatVector er = a.add(c);
            FloatVector ei = b.sub(d);
            FloatVector or = b.add(d);
            FloatVector oi = c.sub(a);
            float wr = twiddles[2 * k];
            float wi = twiddles[2 * k + 1];
            FloatVector tr = or.mul(wr).sub(oi.mul(wi));
            FloatVector ti = or.mul(wi).add(oi.mul(wr));
            FloatVector xr = er.add(tr);
            FloatVector xi = ei.add(ti);
            xr.mul(xr).add(xi.mul(xi)).intoArray(out, k * LANES);
            FloatVector yr = er.sub(tr);
            FloatVector yi = ei.sub(ti);
            yr.mul(yr).add(yi.mul(yi)).intoArray(out, (n - k) * LANES);
        }
    }

    /** The lowest, highest and middle frequency, which pair with themselves or each other; lane by lane, so that no vector is an object. */
    private void edges(float[] re, float[] im, float[] out) {
        int middle = position[half / 2];
        for (int lane = 0; lane < LANES; lane++) {
            float lowest = re[lane] + im[lane];
            float highest = re[lane] - im[lane];
            float c = re[middle + lane];
            float d = im[middle + lane];
            out[lane] = lowest * lowest * 4;
            out[half * LANES + lane] = highest * highest * 4;
            out[half / 2 * LANES + lane] = (c * c + d * d) * 4;
        }
    }

    private void raise() {
        double power = plan.power();
        if (power == 2) {
            return;
        }
        if (power == 1) {
            for (int i = 0; i < spectrum.length; i += LANES) {
                load(spectrum, i).sqrt().intoArray(spectrum, i);
            }
            return;
        }
        for (int i = 0; i < spectrum.length; i++) {
            spectrum[i] = (float) Math.pow(spectrum[i], power / 2);
        }
    }

    private void gather(BandMatrix bands, int frames, float[] out, int offset, int stride) {
        int[] start = bands.start();
        int[] firstBin = bands.firstBin();
        float[] in = spectrum;
        float[] w = weights;
        for (int band = 0; band < firstBin.length; band++) {
            int at = firstBin[band] * LANES;
            int end = start[band + 1];
            FloatVector even = FloatVector.zero(SPECIES);
            FloatVector odd = even;
            int i = start[band];
            for (; i + 1 < end; i += 2) {
                even = load(in, at).mul(w[i]).add(even);
                odd = load(in, at + LANES).mul(w[i + 1]).add(odd);
                at += 2 * LANES;
            }
            if (i < end) {
                even = load(in, at).mul(w[i]).add(even);
            }
            // Written here and not by a method: a vector that is an argument may become an object.
            if (frames == LANES) {
                even.add(odd).intoArray(out, offset + band * stride);
            } else {
                even.add(odd).intoArray(row, 0);
                System.arraycopy(row, 0, out, offset + band * stride, frames);
            }
        }
    }

    private void copy(int frames, float[] out, int offset, int stride) {
        float[] in = spectrum;
        for (int k = 0; k <= half; k++) {
            if (frames == LANES) {
                load(in, k * LANES).intoArray(out, offset + k * stride);
            } else {
                System.arraycopy(in, k * LANES, out, offset + k * stride, frames);
            }
        }
    }
}
