package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.config.LayerOptions;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** MaxPooling and AveragePooling; padding counts neither as a maximum nor in a mean. */
record Pooling(int dims, PoolingType type) implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        LayerOptions options = call.options();
        Window window = Window.of(options, dims, "pool_size", true);
        Picture picture = Picture.of(call, dims, call.channelsFirst());
        long height = window.height(options, picture.height());
        long width = window.width(options, picture.width());
        var layer = new SubsamplingLayer.Builder(type)
                .kernelSize(picture.inArray(window.kernel()[0], window.kernel()[1]))
                .stride(picture.inArray(window.stride()[0], window.stride()[1]))
                .convolutionMode(window.mode())
                .build();
        String vertex = call.drawing().add(call.vertex(), layer, picture.t().vertex());
        return picture.answer(call.drawing(), vertex, height, width);
    }
}
