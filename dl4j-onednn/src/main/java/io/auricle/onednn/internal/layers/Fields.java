package io.auricle.onednn.internal.layers;

import java.lang.reflect.Field;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;

/** The fields of Deeplearning4j's layers that have no setter. */
final class Fields {
    private static final String HELPER = "helper";

    private Fields() {}

    /** The helper of a layer; null if it has none or is of a kind that never has one. */
    static Object helper(Layer layer) {
        try {
            return field(layer).get(layer);
        } catch (NoSuchFieldException e) {
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Layer layer) throws NoSuchFieldException {
        Class<?> type = layer instanceof SubsamplingLayer
                ? org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer.class
                : layer.getClass();
        Field field = type.getDeclaredField(HELPER);
        field.setAccessible(true);
        return field;
    }

    static void setHelper(Layer layer, LayerHelper helper) {
        try {
            field(layer).set(layer, helper);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    layer.getClass().getName() + " must be that of Deeplearning4j 1.0.0-M2.1, with a field " + HELPER,
                    e);
        }
    }

    /** One of the two layers of a bidirectional one. */
    static Layer inner(BidirectionalLayer layer, String name) {
        try {
            Field field = BidirectionalLayer.class.getDeclaredField(name);
            field.setAccessible(true);
            return (Layer) field.get(layer);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "BidirectionalLayer must be that of Deeplearning4j 1.0.0-M2.1, with a field " + name, e);
        }
    }
}
