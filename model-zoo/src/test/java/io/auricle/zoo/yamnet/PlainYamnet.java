package io.auricle.zoo.yamnet;

import io.auricle.zoo.yamnet.YamnetLayer.Kind;
import io.auricle.zoo.yamnet.YamnetWeights.OfLayer;

/** YAMNet in plain loops over TFLite's own layout: rows are time, channels come last. */
final class PlainYamnet {
    private PlainYamnet() {}

    /** An activation: {@code values[(row * columns + column) * channels + channel]}. */
    private record Picture(int rows, int columns, int channels, float[] values) {
        float at(int row, int column, int channel) {
            boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
            return inside ? values[(row * columns + column) * channels + channel] : 0;
        }
    }

    static float[] embedding(YamnetWeights weights, float[][] patch) {
        int frames = patch.length;
        int bands = patch[0].length;
        float[] values = new float[frames * bands];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(patch[frame], 0, values, frame * bands, bands);
        }
        Picture picture = new Picture(frames, bands, 1, values);
        for (OfLayer layer : weights.layers()) {
            if (layer.layer().kind() != Kind.DENSE) {
                picture = convolution(layer, picture);
            }
        }
        return mean(picture);
    }

    private static Picture convolution(OfLayer weights, Picture in) {
        YamnetLayer layer = weights.layer();
        int stride = layer.stride();
        int rows = (in.rows + stride - 1) / stride;
        int columns = (in.columns + stride - 1) / stride;
        int before = layer.kernel() == 1 || stride == 2 ? 0 : 1; // SAME: the odd one of an odd padding comes behind
        float[] out = new float[rows * columns * layer.outputs()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int channel = 0; channel < layer.outputs(); channel++) {
                    float sum = sum(weights, in, row * stride - before, column * stride - before, channel);
                    out[(row * columns + column) * layer.outputs() + channel] = Math.max(0, sum);
                }
            }
        }
        return new Picture(rows, columns, layer.outputs(), out);
    }

    private static float sum(OfLayer weights, Picture in, int top, int left, int channel) {
        YamnetLayer layer = weights.layer();
        int kernel = layer.kernel();
        boolean depthwise = layer.kind() == Kind.DEPTHWISE;
        float[] values = weights.values();
        double sum = weights.bias()[channel];
        for (int y = 0; y < kernel; y++) {
            for (int x = 0; x < kernel; x++) {
                int cell = y * kernel + x;
                if (depthwise) {
                    sum += values[cell * layer.outputs() + channel] * in.at(top + y, left + x, channel);
                    continue;
                }
                int first = (channel * kernel * kernel + cell) * layer.inputs();
                for (int i = 0; i < layer.inputs(); i++) {
                    sum += values[first + i] * in.at(top + y, left + x, i);
                }
            }
        }
        return (float) sum;
    }

    private static float[] mean(Picture picture) {
        float[] means = new float[picture.channels];
        int cells = picture.rows * picture.columns;
        for (int cell = 0; cell < cells; cell++) {
            for (int i = 0; i < means.length; i++) {
                means[i] += picture.values[cell * means.length + i] / cells;
            }
        }
        return means;
    }

    static float[] scores(YamnetWeights weights, float[] embedding) {
        OfLayer dense = weights.layers().get(weights.layers().size() - 1);
        float[] scores = new float[dense.bias().length];
        for (int out = 0; out < scores.length; out++) {
            double sum = dense.bias()[out];
            for (int in = 0; in < embedding.length; in++) {
                sum += dense.values()[out * embedding.length + in] * embedding[in];
            }
            scores[out] = (float) (1 / (1 + Math.exp(-sum)));
        }
        return scores;
    }
}
