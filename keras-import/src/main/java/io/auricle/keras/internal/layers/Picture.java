package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Drawing;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as [channels | rows | columns], as Deeplearning4j's two-dimensional layers read it. Keras's layers of one dimension have
 * columns only; under TimeDistributed the time steps are the rows. Rows and columns may be exchanged in the array, and kernels with them.
 *
 * @param t       the tensor, its array in that order
 * @param channel Keras's axis of channels
 * @param rows    Keras's axis of rows, or -1
 * @param columns Keras's axis of columns
 * @param swapped whether columns come before rows in the array
 */
record Picture(Tensor t, int channel, int rows, int columns, boolean swapped) {

    /** The input of a layer of one or two dimensions. */
    static Picture of(Call call, int dims, boolean channelsFirst) throws IOException {
        Tensor t = call.input(dims + 1);
        int first = call.overTime() ? 1 : 0;
        int channel = channelsFirst ? first : first + dims;
        int spatial = channelsFirst ? first + 1 : first;
        if (dims == 1) {
            return of(call, t, channel, call.overTime() ? 0 : -1, spatial);
        }
        call.options().supported(!call.overTime(), "a layer of two dimensions over time steps has one axis too many");
        return of(call, t, channel, spatial, spatial + 1);
    }

    private static Picture of(Call call, Tensor t, int channel, int rows, int columns) throws IOException {
        Group c = Group.any(t.keras().get(channel));
        Group h = Group.exact(rows < 0 ? List.of() : t.keras().get(rows));
        Group w = Group.exact(t.keras().get(columns));
        Tensor straight = call.drawing().arrange(t, c, h, w);
        if (straight != null) {
            return new Picture(straight, channel, rows, columns, false);
        }
        return new Picture(call.arranged(t, c, w, h), channel, rows, columns, true);
    }

    long channels() {
        return t.size(channel);
    }

    long height() {
        return rows < 0 ? 1 : t.size(rows);
    }

    long width() {
        return t.size(columns);
    }

    /** For each channel in the array the one that Keras means. */
    int[] channelOrder() {
        return Tensor.order(t.physical().get(0), t.keras().get(channel));
    }

    /** Numbers for rows and columns in the order of the array. */
    int[] inArray(int forRows, int forColumns) {
        return swapped ? new int[] {forColumns, forRows} : new int[] {forRows, forColumns};
    }

    /** What a vertex answers that keeps the channels. */
    Tensor answer(Drawing drawing, String vertex, long newHeight, long newWidth) throws IOException {
        return answer(drawing, vertex, new ArrayList<>(t.keras()), t.physical().get(0), newHeight, newWidth);
    }

    /** What a vertex answers whose channels are new ones, counted in order. */
    Tensor fresh(Drawing drawing, String vertex, long newChannels, long newHeight, long newWidth) throws IOException {
        List<List<Atom>> keras = new ArrayList<>(t.keras());
        keras.set(channel, Tensor.axis(newChannels));
        return answer(drawing, vertex, keras, keras.get(channel), newHeight, newWidth);
    }

    private Tensor answer(
            Drawing drawing, String vertex, List<List<Atom>> keras, List<Atom> memory, long newHeight, long newWidth)
            throws IOException {
        List<Atom> h = Tensor.axis(newHeight);
        List<Atom> w = Tensor.axis(newWidth);
        if (rows >= 0) {
            keras.set(rows, h);
        }
        keras.set(columns, w);
        Tensor answer = new Tensor(vertex, List.copyOf(keras), swapped ? List.of(memory, w, h) : List.of(memory, h, w));
        drawing.checkSize(answer);
        return answer;
    }
}
