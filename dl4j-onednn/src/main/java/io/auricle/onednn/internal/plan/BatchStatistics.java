package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/**
 * The running statistics of a batch norm, as DL4J keeps them among its parameters: the mean, and the variance or the
 * logarithm of the deviation.
 */
final class BatchStatistics {
    private static final double LOG10_PER_LN = 1 / Math.log(10);

    private final String vertex;
    private final Layer layer;
    private final BatchNormalization conf;

    BatchStatistics(String vertex, Layer layer, BatchNormalization conf) {
        this.vertex = vertex;
        this.layer = layer;
        this.conf = conf;
    }

    private String spreadName() {
        return conf.isUseLogStd() ? "log10stdev" : "var";
    }

    /** Appends the copying of DL4J's running statistics as mean and variance. */
    void load(Context c, Value mean, Value variance) {
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        int n = mean.elements();
        c.builder()
                .java(
                        vertex + " running statistics",
                        stream -> {
                            Floats.copy(globalMean.address(), mean.address(), 4L * n);
                            Floats.put(variance.address(), variance(spread, n), n);
                        },
                        mean,
                        variance);
    }

    private float[] variance(Value spread, int n) {
        float[] numbers = new float[n];
        Floats.get(spread.address(), numbers, n);
        for (int i = 0; conf.isUseLogStd() && i < n; i++) {
            double deviation = Math.pow(10, numbers[i]);
            numbers[i] = (float) (deviation * deviation);
        }
        return numbers;
    }

    /** Batch norm at test time as one factor and one summand by channel. */
    List<Value> scaleShift(Context c, int rank) {
        int n = Math.toIntExact(conf.getNOut());
        long[] dims = new long[rank];
        Arrays.fill(dims, 1);
        dims[1] = n;
        Value factor = c.builder().prepared(MemoryDesc.rowMajor(dims));
        Value summand = c.builder().prepared(MemoryDesc.rowMajor(dims));
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        boolean locked = conf.isLockGammaBeta();
        Value gamma = locked ? null : c.parameters().vector(layer, "gamma");
        Value beta = locked ? null : c.parameters().vector(layer, "beta");
        c.builder()
                .java(
                        vertex + " as scale and shift",
                        stream -> {
                            float[] scales = numbers(gamma, n, lockedApplied() ? conf.getGamma() : 1);
                            float[] shifts = numbers(beta, n, lockedApplied() ? conf.getBeta() : 0);
                            float[] means = numbers(globalMean, n, 0);
                            float[] variances = variance(spread, n);
                            for (int i = 0; i < n; i++) {
                                double s = scales[i] / Math.sqrt(variances[i] + conf.getEps());
                                scales[i] = (float) s;
                                shifts[i] = (float) (shifts[i] - means[i] * s);
                            }
                            Floats.put(factor.address(), scales, n);
                            Floats.put(summand.address(), shifts, n);
                        },
                        factor,
                        summand);
        return List.of(factor, summand);
    }

    /** DL4J applies locked values only if both differ from the neutral ones. */
    boolean lockedApplied() {
        return conf.isLockGammaBeta() && conf.getGamma() != 1 && conf.getBeta() != 0;
    }

    private static float[] numbers(Value vector, int n, double otherwise) {
        float[] numbers = new float[n];
        if (vector == null) {
            Arrays.fill(numbers, (float) otherwise);
        } else {
            Floats.get(vector.address(), numbers, n);
        }
        return numbers;
    }

    /** DL4J's update: mean - batchMean and var - batchVar, times 1-decay; or the logarithm of the ratio of deviations. */
    void update(Context c, Value mean, Value variance) {
        Value globalMean = c.parameters().vector(layer, "mean");
        Value spread = c.parameters().vector(layer, spreadName());
        Value meanUpdate = c.parameters().vectorGradient(layer, "mean");
        Value spreadUpdate = c.parameters().vectorGradient(layer, spreadName());
        int n = mean.elements();
        float[] global = new float[n];
        float[] batch = new float[n];
        double decay = conf.getDecay();
        c.builder()
                .java(
                        vertex + " running statistics",
                        stream -> {
                            Floats.get(globalMean.address(), global, n);
                            Floats.get(mean.address(), batch, n);
                            for (int i = 0; i < n; i++) {
                                global[i] = (global[i] - batch[i]) * (float) (1 - decay);
                            }
                            Floats.put(meanUpdate.address(), global, n);
                            Floats.get(spread.address(), global, n);
                            Floats.get(variance.address(), batch, n);
                            for (int i = 0; i < n; i++) {
                                global[i] = conf.isUseLogStd()
                                        ? logDeviationUpdate(global[i], batch[i], decay)
                                        : (global[i] - batch[i]) * (float) (1 - decay);
                            }
                            Floats.put(spreadUpdate.address(), global, n);
                        },
                        mean,
                        variance);
    }

    private static float logDeviationUpdate(float log10Deviation, float batchVariance, double decay) {
        double old = Math.pow(10, 2.0 * log10Deviation);
        return (float) (0.5 * LOG10_PER_LN * Math.log(old / (decay * old + (1 - decay) * batchVariance)));
    }
}
