package io.auricle.keras.internal.layers;

import static io.auricle.keras.internal.Refusal.require;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/** ZeroPadding and Cropping, of one or two dimensions. */
record Edges(int dims, boolean crop) implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        int[][] pairs = options.pairs(crop ? "cropping" : "padding", dims);
        int[] rows = dims == 2 ? pairs[0] : new int[2];
        int[] columns = pairs[dims - 1];
        Picture picture = Picture.of(call, dims, call.channelsFirst());
        boolean open = picture.height() == Atom.OPEN || picture.width() == Atom.OPEN;
        options.supported(!open, "the length of its input must be fixed in the model");
        int sign = crop ? -1 : 1;
        long height = picture.height() + sign * (rows[0] + (long) rows[1]);
        long width = picture.width() + sign * (columns[0] + (long) columns[1]);
        boolean some = height >= 1 && width >= 1;
        require(some, options.place(), height + " x " + width, "cropping must leave something");
        int[] before = picture.inArray(rows[0], columns[0]);
        int[] after = picture.inArray(rows[1], columns[1]);
        Layer layer = crop
                ? new Cropping2D.Builder(before[0], after[0], before[1], after[1]).build()
                : new ZeroPaddingLayer.Builder(before[0], after[0], before[1], after[1]).build();
        String vertex = call.drawing().add(call.vertex(), layer, picture.t().vertex());
        return picture.answer(call.drawing(), vertex, height, width);
    }
}
