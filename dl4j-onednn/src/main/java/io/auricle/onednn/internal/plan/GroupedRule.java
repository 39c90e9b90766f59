package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.MemoryDesc;
import io.auricle.onednn.internal.plan.ConvolutionOp.Kernel;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;

/** Convolutions of each channel for itself, alone or followed by one of single pixels. */
final class GroupedRule {
    private GroupedRule() {}

    static Op depthwise(Site<DepthwiseConvolution2D> site) {
        DepthwiseConvolution2D conf = site.conf();
        ConvolutionOp.checkFormat(site);
        var kernel = new Kernel("W", conf.hasBias() ? "b" : null, GroupedRule::depthwiseWeights);
        Op op = new ConvolutionOp(site.name(), site.dropped(conf), site.layer(), kernel, Windows.Settings.of(conf));
        return site.activated(site.add(op), conf.getActivationFn());
    }

    static Op separable(Site<SeparableConvolution2D> site) {
        SeparableConvolution2D conf = site.conf();
        ConvolutionOp.checkFormat(site);
        var channels = new Kernel("W", null, GroupedRule::separableWeights);
        Op depthwise = site.add(
                new ConvolutionOp(site.name(), site.dropped(conf), site.layer(), channels, Windows.Settings.of(conf)));
        var pixels = new Kernel("pW", conf.hasBias() ? "b" : null, w -> w);
        Op pointwise =
                site.add(new ConvolutionOp(site.name(), depthwise, site.layer(), pixels, Windows.Settings.POINT));
        return site.activated(pointwise, conf.getActivationFn());
    }

    /** DL4J's H, W, channels, multiplier. */
    private static Value depthwiseWeights(Value w) {
        return grouped(w, w.desc().permuted(2, 3, 0, 1));
    }

    /** DL4J's multiplier, channels, H, W. */
    private static Value separableWeights(Value w) {
        return grouped(w, w.desc().permuted(1, 0, 2, 3));
    }

    /** Channels, multiplier, H, W as groups of one input channel each. */
    private static Value grouped(Value w, MemoryDesc permuted) {
        long[] d = permuted.dims();
        return w.as(permuted.reshaped(d[0], d[1], 1, d[2], d[3]));
    }
}
