package io.auricle.onednn.internal;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adam over ND4J's flat arrays, in one pass through memory where DL4J's own needs many.
 *
 * <p><b>Follows</b> ND4J's op {@code adam_updater}: {@code m = b1*m + (1-b1)*g, v = b2*v + (1-b2)*g*g}, and the gradient
 * becomes {@code m * lr*sqrt(1-b2^t)/(1-b1^t) / (sqrt(v) + eps)}. Blocks of the arrays are copied to Java arrays, over
 * which the JIT compiler makes vector instructions, and back.
 */
public final class AdamKernel {
    private static final int BLOCK = 2048;

    private final float[] g = new float[BLOCK];
    private final float[] m = new float[BLOCK];
    private final float[] v = new float[BLOCK];

    /**
     * The numbers of one update.
     *
     * @param scale     factor of the gradient, such as one by the batch size
     * @param rate      learning rate with the correction for the first steps
     * @param beta1     share of the old mean
     * @param beta2     share of the old square
     * @param epsilon   what keeps the quotient finite
     */
    public record Step(float scale, float rate, float beta1, float beta2, float epsilon) {
        /** A step with Adam's correction of the first iterations, which count from 0. */
        public static Step of(double scale, double rate, double beta1, double beta2, double epsilon, int iteration) {
            double corrected =
                    rate * Math.sqrt(1 - Math.pow(beta2, iteration + 1.0)) / (1 - Math.pow(beta1, iteration + 1.0));
            boolean usable = Double.isFinite(corrected) && corrected != 0;
            return new Step((float) scale, (float) (usable ? corrected : epsilon), (float) beta1, (float) beta2, (float)
                    epsilon);
        }
    }

    /** Whether the arrays lie so that this can work on them. */
    public static boolean accepts(INDArray... arrays) {
        for (INDArray array : arrays) {
            if (array == null
                    || array.dataType() != org.nd4j.linalg.api.buffer.DataType.FLOAT
                    || array.rank() != 1
                    || array.length() > 1 && array.stride(0) != 1) {
                return false;
            }
        }
        return true;
    }

    /** Updates both states, and turns the gradient into what is to be subtracted from the parameters. */
    public void update(INDArray gradient, INDArray mean, INDArray square, Step step) {
        FloatPointer gp = pointer(gradient);
        FloatPointer mp = pointer(mean);
        FloatPointer vp = pointer(square);
        for (long start = 0; start < gradient.length(); start += BLOCK) {
            int n = (int) Math.min(BLOCK, gradient.length() - start);
            gp.position(start).get(g, 0, n);
            mp.position(start).get(m, 0, n);
            vp.position(start).get(v, 0, n);
            compute(g, m, v, n, step.scale, step.rate, step.beta1, step.beta2, step.epsilon);
            gp.position(start).put(g, 0, n);
            mp.position(start).put(m, 0, n);
            vp.position(start).put(v, 0, n);
        }
    }

    private static void compute(
            float[] g, float[] m, float[] v, int n, float scale, float rate, float beta1, float beta2, float eps) {
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        for (int i = 0; i < n; i++) {
            float x = g[i] * scale;
            m[i] = m[i] * beta1 + x * rest1;
            v[i] = v[i] * beta2 + x * x * rest2;
        }
        for (int i = 0; i < n; i++) {
            g[i] = m[i] * rate / ((float) Math.sqrt(v[i]) + eps);
        }
    }

    private static FloatPointer pointer(INDArray array) {
        return new FloatPointer(array.data().addressPointer()).capacity(array.length());
    }
}
