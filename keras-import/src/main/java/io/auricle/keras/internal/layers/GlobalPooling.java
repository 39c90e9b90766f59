package io.auricle.keras.internal.layers;

import io.auricle.keras.internal.graph.Atom;
import io.auricle.keras.internal.graph.Group;
import io.auricle.keras.internal.graph.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** GlobalMaxPooling and GlobalAveragePooling, of one or two dimensions. */
record GlobalPooling(int dims, PoolingType type) implements LayerKind {

    @Override
    public Tensor draw(Call call) throws IOException {
        call.options().supported(!call.overTime(), "global pooling of each time step has no stock layer");
        Tensor t = call.input(dims + 1);
        int channel = call.channelsFirst() ? 0 : dims;
        List<Atom> channels = t.keras().get(channel);
        List<List<Atom>> now = t.physical();
        boolean fits = (now.size() == 2 || now.size() == 3)
                && now.get(0).size() == channels.size()
                && channels.containsAll(now.get(0));
        Tensor x = fits ? t : call.arranged(t, Group.any(channels), Group.any(t.without(channel)));
        String vertex = call.drawing().add(call.vertex(), new GlobalPoolingLayer.Builder(type).build(), x.vertex());
        List<List<Atom>> keras = new ArrayList<>();
        if (call.options().flag(false, "keepdims")) {
            keras.addAll(Collections.nCopies(dims + 1, List.of()));
            keras.set(channel, channels);
        } else {
            keras.add(channels);
        }
        return new Tensor(vertex, keras, List.of(x.physical().get(0)));
    }
}
