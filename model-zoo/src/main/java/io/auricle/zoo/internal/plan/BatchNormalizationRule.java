package io.auricle.zoo.internal.plan;

import static io.auricle.zoo.internal.Refusal.require;

import io.auricle.zoo.internal.JsonReader;
import io.auricle.zoo.internal.Refusal;
import java.util.Set;

/** BatchNormalization by channel of pictures or by feature of rows; DL4J reads the wrong axis of sequences. */
final class BatchNormalizationRule implements LayerRule {
    @Override
    public Result apply(JsonReader layer, Shape in) throws Refusal {
        require(in.rank() != 2, layer.entry(), in, "%s must read a picture or a row", layer.place());
        layer.text("cnn2DFormat", Set.of("NCHW"));
        int units = Need.units(layer, in.dim(0));
        require(units == in.dim(0), layer.entry(), units, "%s.nout must be %d", layer.place(), in.dim(0));
        return new Result(in, (layer.flag("lockGammaBeta") ? 2L : 4L) * units);
    }
}
