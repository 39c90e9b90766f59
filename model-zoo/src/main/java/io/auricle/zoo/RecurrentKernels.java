package io.auricle.zoo;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Initial LSTM kernels as Keras draws them. DL4J's own initialiser counts an LSTM's fans differently (fan-in: units; fan-out: inputs +
 * units) and has no orthogonal matrices; a class of ours in the configuration would shut stock DL4J out, so the weights are replaced
 * after DL4J has drawn its own.
 */
final class RecurrentKernels {
    private RecurrentKernels() {}

    /** Replaces input kernels (Glorot uniform over inputs and 4 x units) and recurrent kernels (orthogonal rows) of every LSTM. */
    static void initialise(ComputationGraph graph, long seed) {
        Random random = new Random(seed);
        for (Map.Entry<String, INDArray> parameter : graph.paramTable().entrySet()) {
            String name = parameter.getKey();
            if (!name.startsWith("lstm")) {
                continue;
            }
            INDArray kernel = parameter.getValue();
            if (name.endsWith("RW")) {
                kernel.assign(Nd4j.createFromArray(orthogonal(kernel.rows(), kernel.columns(), random)));
            } else if (name.endsWith("W")) {
                kernel.assign(Nd4j.createFromArray(glorotUniform(kernel.rows(), kernel.columns(), random)));
            }
        }
    }

    static float[][] glorotUniform(int inputs, int outputs, Random random) {
        double limit = Math.sqrt(6.0 / (inputs + outputs));
        float[][] kernel = new float[inputs][outputs];
        for (float[] row : kernel) {
            for (int column = 0; column < outputs; column++) {
                row[column] = (float) ((2 * random.nextDouble() - 1) * limit);
            }
        }
        return kernel;
    }

    /** Rows of unit length, at right angles to each other, in random directions: Gram and Schmidt on normal vectors. */
    static float[][] orthogonal(int rows, int columns, Random random) {
        double[][] basis = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                basis[row][column] = random.nextGaussian();
            }
            for (int earlier = 0; earlier < row; earlier++) {
                addScaled(basis[row], -dot(basis[row], basis[earlier]), basis[earlier]);
            }
            scale(basis[row], 1 / Math.sqrt(dot(basis[row], basis[row])));
        }
        float[][] kernel = new float[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                kernel[row][column] = (float) basis[row][column];
            }
        }
        return kernel;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void addScaled(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }
}
