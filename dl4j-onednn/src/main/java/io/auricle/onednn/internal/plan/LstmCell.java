package io.auricle.onednn.internal.plan;

/**
 * The elementwise part of one LSTM step over a batch, with any activation function whose slope follows from its value.
 *
 * <p>Rows hold DL4J's four blocks: candidate a, forget gate f, output gate o, input gate i.
 * {@code c = f*c' + i*a, h = o*act(c)}.
 */
final class LstmCell {
    private final Eltwise activation;
    private final int size;
    private final float[] gates;
    private final float[] cells;
    private final float[] before;
    private final float[] outputs;
    private final float[] diffOutputs;
    private final float[] diffCells;

    /** A cell of the given size; a null activation is identity. */
    LstmCell(Eltwise activation, int batch, int size) {
        this.activation = activation;
        this.size = size;
        int count = Math.multiplyExact(batch, size);
        gates = new float[Math.multiplyExact(4, count)];
        cells = new float[count];
        before = new float[count];
        outputs = new float[count];
        diffOutputs = new float[count];
        diffCells = new float[count];
    }

    /** One step: gate sums become gate values; cells and outputs are written; the cells before are null at the start. */
    void forward(long gatesAt, Long cellsBefore, long cellsAt, long outputsAt) {
        Floats.get(gatesAt, gates, gates.length);
        loadBefore(cellsBefore);
        for (int row = 0, k = 0; k < cells.length; row += 4 * size) {
            for (int j = row; j < row + size; j++, k++) {
                float a = value(gates[j]);
                float f = sigmoid(gates[j + size]);
                float o = sigmoid(gates[j + 2 * size]);
                float i = sigmoid(gates[j + 3 * size]);
                gates[j] = a;
                gates[j + size] = f;
                gates[j + 2 * size] = o;
                gates[j + 3 * size] = i;
                cells[k] = f * before[k] + i * a;
                outputs[k] = o * value(cells[k]);
            }
        }
        Floats.put(gatesAt, gates, gates.length);
        Floats.put(cellsAt, cells, cells.length);
        Floats.put(outputsAt, outputs, outputs.length);
    }

    /** Forgets the gradient of the cells: the way back starts at the last step. */
    void startBackward() {
        java.util.Arrays.fill(diffCells, 0);
    }

    /**
     * One step back: gate values become gradients of the gate sums.
     *
     * @param fromLater the gradient that the later step sent to this output; null at the last step
     */
    void backward(long gatesAt, Long cellsBefore, long cellsAt, long diffAt, Long fromLater) {
        Floats.get(gatesAt, gates, gates.length);
        Floats.get(cellsAt, cells, cells.length);
        loadBefore(cellsBefore);
        Floats.get(diffAt, diffOutputs, diffOutputs.length);
        if (fromLater != null) {
            Floats.get(fromLater, outputs, outputs.length);
            for (int k = 0; k < outputs.length; k++) {
                diffOutputs[k] += outputs[k];
            }
        }
        for (int row = 0, k = 0; k < cells.length; row += 4 * size) {
            for (int j = row; j < row + size; j++, k++) {
                stepBack(j, k);
            }
        }
        Floats.put(gatesAt, gates, gates.length);
    }

    private void stepBack(int j, int k) {
        float a = gates[j];
        float f = gates[j + size];
        float o = gates[j + 2 * size];
        float i = gates[j + 3 * size];
        float out = value(cells[k]);
        float dc = diffCells[k] + diffOutputs[k] * o * slope(out);
        gates[j] = dc * i * slope(a);
        gates[j + size] = dc * before[k] * f * (1 - f);
        gates[j + 2 * size] = diffOutputs[k] * out * o * (1 - o);
        gates[j + 3 * size] = dc * a * i * (1 - i);
        diffCells[k] = dc * f;
    }

    private void loadBefore(Long cellsBefore) {
        if (cellsBefore == null) {
            java.util.Arrays.fill(before, 0);
        } else {
            Floats.get(cellsBefore, before, before.length);
        }
    }

    private float value(float x) {
        if (activation == null) {
            return x;
        }
        if (activation.forward() == Eltwise.TANH.forward()) {
            return (float) Math.tanh(x);
        }
        return activation.forward() == Eltwise.SIGMOID.forward() ? sigmoid(x) : x > 0 ? x : activation.alpha() * x;
    }

    private float slope(float y) {
        if (activation == null) {
            return 1;
        }
        if (activation.forward() == Eltwise.TANH.forward()) {
            return 1 - y * y;
        }
        return activation.forward() == Eltwise.SIGMOID.forward() ? y * (1 - y) : y > 0 ? 1 : activation.alpha();
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
