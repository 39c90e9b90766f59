package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * A loss over the rows of an output layer, with the layer's activation function. Softmax with cross-entropy is computed
 * here; every other loss by DL4J's own code, which has few numbers to work on.
 */
final class LossOp extends Op {
    private final ILossFunction loss;
    private final IActivation activation;
    private final Value labels;
    private final int labelRank;
    private final Supplier<INDArray> mask;

    private float[] outputs;
    private float[] targets;
    private double score;

    /** A loss against labels, [N, C] or [N, C, T] as the caller keeps them; masked by rows or elements unless mask is null. */
    LossOp(String vertex, Op input, BaseOutputLayer conf, Value labels, Supplier<INDArray> mask) {
        super(vertex, input);
        this.loss = conf.getLossFn();
        this.labelRank = conf instanceof RnnOutputLayer ? 3 : 2;
        this.activation = conf.getActivationFn();
        this.labels = labels;
        this.mask = mask;
    }

    @Override
    Value forward(Context c) {
        return input().out();
    }

    /** Appends the loss and its gradient. */
    void start(Context c) {
        ProgramBuilder b = c.builder();
        Value preOut = b.in(input().out(), MemoryDesc.rowMajor(input().out().dims()));
        Value rows = labelRows(b, preOut.dims());
        Value diff = b.arena(preOut.desc());
        int count = preOut.elements();
        int classes = Math.toIntExact(preOut.dims()[1]);
        outputs = new float[count];
        targets = new float[count];
        b.java(
                vertex + " loss",
                stream -> {
                    Floats.get(preOut.address(), outputs, count);
                    Floats.get(rows.address(), targets, count);
                    score = compute(classes);
                    Floats.put(diff.address(), outputs, count);
                },
                preOut,
                rows,
                diff);
        input().addGradient(c, diff);
    }

    private Value labelRows(ProgramBuilder b, long[] wanted) {
        long[] d = labels.dims();
        Unsupported.unless(d.length == labelRank, vertex, "labels of rank " + d.length);
        Value rows = labels;
        if (d.length == 3) {
            rows = b.in(labels, Sequences.timeMajor(d)).as(MemoryDesc.rowMajor(d[0] * d[2], d[1]));
        }
        Unsupported.unless(
                rows.dims().length == 2 && rows.dims()[0] == wanted[0] && rows.dims()[1] == wanted[1],
                vertex,
                "labels of another shape than the output");
        return rows;
    }

    /** The sum of the losses of the last run. */
    double score() {
        return score;
    }

    @Override
    void backward(Context c, Value diff) {
        throw new IllegalStateException("a loss is where the way back starts");
    }

    /** Replaces the outputs by the gradient. */
    private double compute(int classes) {
        if (mask == null && activation instanceof ActivationSoftmax && loss instanceof LossMCXENT crossEntropy) {
            INDArray weights = crossEntropy.getWeights();
            return softmaxCrossEntropy(
                    classes, crossEntropy.getSoftmaxClipEps(), weights == null ? null : weights.toFloatVector());
        }
        return stockLoss(classes);
    }

    private double softmaxCrossEntropy(int classes, double clip, float[] weights) {
        double sum = 0;
        double[] probabilities = new double[classes];
        for (int row = 0; row < outputs.length; row += classes) {
            softmax(row, probabilities);
            double mass = 0;
            for (int i = 0; i < classes; i++) {
                double target = targets[row + i] * (weights == null ? 1.0 : weights[i]);
                double p = (float) probabilities[i];
                sum -= target == 0 ? 0 : target * Math.log(Math.min(Math.max(p, clip), 1 - clip));
                mass += target;
            }
            for (int i = 0; i < classes; i++) {
                outputs[row + i] = weights == null
                        ? (float) (probabilities[i] - targets[row + i])
                        : (float) (probabilities[i] * mass - targets[row + i] * weights[i]);
            }
        }
        return sum;
    }

    private void softmax(int row, double[] out) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < out.length; i++) {
            max = Math.max(max, outputs[row + i]);
        }
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.exp(outputs[row + i] - max);
            sum += out[i];
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
    }

    /** DL4J multiplies by the mask what enters the activation function, and the loss once more. */
    private INDArray masked(INDArray preOut) {
        INDArray now = mask.get();
        if (now.isColumnVectorOrScalar()) {
            preOut.muliColumnVector(now.castTo(DataType.FLOAT));
        } else {
            preOut.muli(now.castTo(DataType.FLOAT));
        }
        return now;
    }

    private double stockLoss(int classes) {
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            long[] shape = {outputs.length / classes, classes};
            INDArray preOut = Nd4j.create(outputs, shape, 'c');
            INDArray labelRows = Nd4j.create(targets, shape, 'c');
            INDArray rows = mask == null ? null : masked(preOut);
            double sum = loss.computeScore(labelRows, preOut.dup(), activation, rows, false);
            INDArray gradient = loss.computeGradient(labelRows, preOut, activation, rows);
            System.arraycopy(gradient.dup('c').data().asFloat(), 0, outputs, 0, outputs.length);
            return sum;
        } finally {
            outside.close();
        }
    }
}
