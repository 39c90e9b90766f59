package io.auricle.keras;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Keras's layers as plain loops in Keras's own order, one example at a time, to be compared with. */
final class Ref {
    private Ref() {}

    static DoubleUnaryOperator function(String word, int major) {
        return switch (word) {
            case "linear" -> x -> x;
            case "relu" -> x -> Math.max(0, x);
            case "relu6" -> x -> Math.min(6, Math.max(0, x));
            case "tanh" -> Math::tanh;
            case "sigmoid" -> x -> 1 / (1 + Math.exp(-x));
            case "elu" -> x -> x > 0 ? x : Math.exp(x) - 1;
            case "selu" -> x -> 1.05070098735548 * (x > 0 ? x : 1.67326324235438 * (Math.exp(x) - 1));
            case "softplus" -> x -> Math.log(1 + Math.exp(x));
            case "softsign" -> x -> x / (1 + Math.abs(x));
            case "swish", "silu" -> x -> x / (1 + Math.exp(-x));
            case "hard_sigmoid" -> major >= 3
                    ? x -> Math.min(6, Math.max(0, x + 3)) / 6
                    : x -> Math.min(1, Math.max(0, 0.2 * x + 0.5));
            default -> throw new IllegalArgumentException(word);
        };
    }

    static Nd softmax(Nd x, int axis) {
        Nd out = Nd.zeros(x.shape());
        int inner = Nd.size(Arrays.copyOfRange(x.shape(), axis + 1, x.rank()));
        int length = x.dim(axis);
        for (int o = 0; o < x.v().length / (inner * length); o++) {
            for (int i = 0; i < inner; i++) {
                double sum = 0;
                for (int k = 0; k < length; k++) {
                    sum += Math.exp(x.v()[(o * length + k) * inner + i]);
                }
                for (int k = 0; k < length; k++) {
                    int at = (o * length + k) * inner + i;
                    out.v()[at] = Math.exp(x.v()[at]) / sum;
                }
            }
        }
        return out;
    }

    static Nd dense(Nd x, Nd kernel, Nd bias) {
        int in = kernel.dim(0);
        int out = kernel.dim(1);
        int[] shape = x.shape().clone();
        shape[shape.length - 1] = out;
        Nd y = Nd.zeros(shape);
        for (int row = 0; row < x.v().length / in; row++) {
            for (int o = 0; o < out; o++) {
                double sum = bias == null ? 0 : bias.get(o);
                for (int i = 0; i < in; i++) {
                    sum += x.v()[row * in + i] * kernel.get(i, o);
                }
                y.v()[row * out + o] = sum;
            }
        }
        return y;
    }

    static int outLength(int in, int kernel, int stride, int dilation, boolean same) {
        int reach = (kernel - 1) * dilation + 1;
        return same ? (in + stride - 1) / stride : (in - reach) / stride + 1;
    }

    static int before(int in, int kernel, int stride, int dilation, boolean same) {
        if (!same) {
            return 0;
        }
        int out = (in + stride - 1) / stride;
        return Math.max(0, (out - 1) * stride + (kernel - 1) * dilation + 1 - in) / 2;
    }

    /** [rows, columns, channels]; kernel [rows, columns, in / groups, out]. */
    static Nd conv2d(Nd x, Nd k, Nd bias, int[] stride, int[] dilation, boolean same, int groups) {
        int h = outLength(x.dim(0), k.dim(0), stride[0], dilation[0], same);
        int w = outLength(x.dim(1), k.dim(1), stride[1], dilation[1], same);
        int top = before(x.dim(0), k.dim(0), stride[0], dilation[0], same);
        int left = before(x.dim(1), k.dim(1), stride[1], dilation[1], same);
        int out = k.dim(3);
        int per = k.dim(2);
        Nd y = Nd.zeros(h, w, out);
        for (int r = 0; r < h; r++) {
            for (int c = 0; c < w; c++) {
                for (int o = 0; o < out; o++) {
                    double sum = bias == null ? 0 : bias.get(o);
                    int first = o / (out / groups) * per;
                    for (int i = 0; i < k.dim(0); i++) {
                        for (int j = 0; j < k.dim(1); j++) {
                            int row = r * stride[0] - top + i * dilation[0];
                            int column = c * stride[1] - left + j * dilation[1];
                            if (row >= 0 && row < x.dim(0) && column >= 0 && column < x.dim(1)) {
                                for (int p = 0; p < per; p++) {
                                    sum += x.get(row, column, first + p) * k.get(i, j, p, o);
                                }
                            }
                        }
                    }
                    y.set(sum, r, c, o);
                }
            }
        }
        return y;
    }

    /** Kernel [rows, columns, in, multiplier]. */
    static Nd depthwise(Nd x, Nd k, Nd bias, int[] stride, boolean same) {
        int in = k.dim(2);
        int multiplier = k.dim(3);
        Nd whole = Nd.zeros(k.dim(0), k.dim(1), 1, in * multiplier);
        for (int i = 0; i < k.dim(0); i++) {
            for (int j = 0; j < k.dim(1); j++) {
                for (int c = 0; c < in * multiplier; c++) {
                    whole.set(k.get(i, j, c / multiplier, c % multiplier), i, j, 0, c);
                }
            }
        }
        return conv2d(x, whole, bias, stride, new int[] {1, 1}, same, in);
    }

    static Nd pool2d(Nd x, int[] kernel, int[] stride, boolean same, boolean max) {
        int h = outLength(x.dim(0), kernel[0], stride[0], 1, same);
        int w = outLength(x.dim(1), kernel[1], stride[1], 1, same);
        int top = before(x.dim(0), kernel[0], stride[0], 1, same);
        int left = before(x.dim(1), kernel[1], stride[1], 1, same);
        Nd y = Nd.zeros(h, w, x.dim(2));
        for (int r = 0; r < h; r++) {
            for (int c = 0; c < w; c++) {
                for (int ch = 0; ch < x.dim(2); ch++) {
                    double best = Double.NEGATIVE_INFINITY;
                    double sum = 0;
                    int count = 0;
                    for (int i = 0; i < kernel[0]; i++) {
                        for (int j = 0; j < kernel[1]; j++) {
                            int row = r * stride[0] - top + i;
                            int column = c * stride[1] - left + j;
                            if (row >= 0 && row < x.dim(0) && column >= 0 && column < x.dim(1)) {
                                best = Math.max(best, x.get(row, column, ch));
                                sum += x.get(row, column, ch);
                                count++;
                            }
                        }
                    }
                    y.set(max ? best : sum / count, r, c, ch);
                }
            }
        }
        return y;
    }

    /** Over all axes but the last. */
    static Nd globalPool(Nd x, boolean max) {
        int channels = x.dim(-1);
        int places = x.v().length / channels;
        Nd y = Nd.zeros(channels);
        for (int c = 0; c < channels; c++) {
            double best = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int p = 0; p < places; p++) {
                best = Math.max(best, x.v()[p * channels + c]);
                sum += x.v()[p * channels + c];
            }
            y.v()[c] = max ? best : sum / places;
        }
        return y;
    }

    static Nd batchNorm(Nd x, int axis, Nd gamma, Nd beta, Nd mean, Nd variance, double epsilon) {
        int inner = Nd.size(Arrays.copyOfRange(x.shape(), axis + 1, x.rank()));
        Nd y = Nd.zeros(x.shape());
        for (int i = 0; i < y.v().length; i++) {
            int c = i / inner % x.dim(axis);
            double scaled = (x.v()[i] - mean.get(c)) / Math.sqrt(variance.get(c) + epsilon);
            y.v()[i] = scaled * (gamma == null ? 1 : gamma.get(c)) + (beta == null ? 0 : beta.get(c));
        }
        return y;
    }

    static Nd reverse(Nd x) {
        int row = x.v().length / x.dim(0);
        Nd y = Nd.zeros(x.shape());
        for (int t = 0; t < x.dim(0); t++) {
            System.arraycopy(x.v(), t * row, y.v(), (x.dim(0) - 1 - t) * row, row);
        }
        return y;
    }

    static Nd last(Nd x) {
        int row = x.v().length / x.dim(0);
        return new Nd(
                Arrays.copyOfRange(x.shape(), 1, x.rank()),
                Arrays.copyOfRange(x.v(), x.v().length - row, x.v().length));
    }

    /** All steps; gates i, f, c, o. */
    static Nd lstm(Nd x, Nd kernel, Nd recurrent, Nd bias, DoubleUnaryOperator activation, DoubleUnaryOperator gate) {
        int units = recurrent.dim(0);
        Nd y = Nd.zeros(x.dim(0), units);
        double[] h = new double[units];
        double[] c = new double[units];
        for (int t = 0; t < x.dim(0); t++) {
            double[] z = new double[4 * units];
            for (int g = 0; g < z.length; g++) {
                z[g] = bias == null ? 0 : bias.get(g);
                for (int i = 0; i < x.dim(1); i++) {
                    z[g] += x.get(t, i) * kernel.get(i, g);
                }
                for (int u = 0; u < units; u++) {
                    z[g] += h[u] * recurrent.get(u, g);
                }
            }
            double[] next = new double[units];
            for (int u = 0; u < units; u++) {
                double in = gate.applyAsDouble(z[u]);
                double forget = gate.applyAsDouble(z[units + u]);
                double out = gate.applyAsDouble(z[3 * units + u]);
                c[u] = forget * c[u] + in * activation.applyAsDouble(z[2 * units + u]);
                next[u] = out * activation.applyAsDouble(c[u]);
            }
            h = next;
            System.arraycopy(h, 0, y.v(), t * units, units);
        }
        return y;
    }

    static Nd concat(Nd a, Nd b, int axis) {
        int[] shape = a.shape().clone();
        shape[axis] += b.dim(axis);
        Nd y = Nd.zeros(shape);
        int inner = Nd.size(Arrays.copyOfRange(shape, axis + 1, shape.length));
        int left = a.dim(axis) * inner;
        int right = b.dim(axis) * inner;
        for (int o = 0; o < a.v().length / left; o++) {
            System.arraycopy(a.v(), o * left, y.v(), o * (left + right), left);
            System.arraycopy(b.v(), o * right, y.v(), o * (left + right) + left, right);
        }
        return y;
    }

    static Nd both(Nd a, Nd b, java.util.function.DoubleBinaryOperator f) {
        Nd y = Nd.zeros(a.shape());
        for (int i = 0; i < y.v().length; i++) {
            y.v()[i] = f.applyAsDouble(a.v()[i], b.v()[i]);
        }
        return y;
    }
}
