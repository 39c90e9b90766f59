package io.auricle.features.internal.vector;

import io.auricle.features.internal.DecibelKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Logarithms of many powers at once. With {@code x = 2^e m} and m in [sqrt(1/2), sqrt(2)), and {@code s = (m - 1) / (m + 1)}:
 * {@code ln m = 2 (s + s^3/3 + s^5/5 + s^7/7 + s^9/9 + ...)}; what is left out is below 1e-9, rounding below 5e-5 dB.
 */
final class VectorDecibels implements DecibelKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int SQRT_HALF_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
    private static final int MANTISSA_BITS = 23;
    private static final float DB_PER_OCTAVE = (float) (10 * Math.log10(2));
    private static final float DB_PER_HALF_NEPER = (float) (20 / Math.log(10));

    @Override
    public float max(float[] values, int offset, int length) {
        FloatVector first = FloatVector.zero(FLOATS);
        FloatVector second = first;
        int end = offset + length;
        int i = offset;
        for (; i + 2 * LANES <= end; i += 2 * LANES) {
            first = first.max(FloatVector.fromArray(FLOATS, values, i));
            second = second.max(FloatVector.fromArray(FLOATS, values, i + LANES));
        }
        float max = first.max(second).reduceLanes(VectorOperators.MAX);
        for (; i < end; i++) {
            max = values[i] > max ? values[i] : max;
        }
        return max;
    }

    @Override
    public float decibels(float power) {
        return one(power);
    }

    @Override
    public void apply(float[] values, int offset, int length, float amin, float zero, float floor) {
        int end = offset + length;
        int i = offset;
        for (; i + LANES <= end; i += LANES) {
            apply(FloatVector.fromArray(FLOATS, values, i), amin, zero, floor).intoArray(values, i);
        }
        for (; i < end; i++) {
            values[i] = Math.max(floor, one(Math.max(amin, values[i])) - zero);
        }
    }

    private static FloatVector apply(FloatVector power, float amin, float zero, float floor) {
        return decibels(power.max(amin)).sub(zero).max(floor);
    }

    /** One value by the same operations in the same order, so the same bits; a vector of it alone may become an object. */
    private static float one(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = bits - SQRT_HALF_BITS >> MANTISSA_BITS;
        float m = Float.intBitsToFloat(bits - (exponent << MANTISSA_BITS));
        float s = (m - 1f) / (m + 1f);
        float t = s * s;
        float series = ((((t * (1f / 9) + 1f / 7) * t + 1f / 5) * t + 1f / 3) * t + 1f) * s;
        return exponent * DB_PER_OCTAVE + series * DB_PER_HALF_NEPER;
    }

    private static FloatVector decibels(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
        FloatVector m =
                bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS)).reinterpretAsFloats();
        FloatVector e = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
        FloatVector s = m.sub(1f).div(m.add(1f));
        FloatVector t = s.mul(s);
        FloatVector series = t.mul(1f / 9)
                .add(1f / 7)
                .mul(t)
                .add(1f / 5)
                .mul(t)
                .add(1f / 3)
                .mul(t)
                .add(1f)
                .mul(s);
        return e.mul(DB_PER_OCTAVE).add(series.mul(DB_PER_HALF_NEPER));
    }
}
