package io.auricle.onednn.internal.plan;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Output layers over rows and over the time steps of sequences: they end in a loss where there are labels. */
final class OutputRule {
    private OutputRule() {}

    static Op lower(Site<? extends BaseOutputLayer> site) {
        BaseOutputLayer conf = site.conf();
        Lowering plan = site.plan();
        int output = site.vertex().output();
        boolean masked = plan.pass().masked().contains(site.name());
        boolean sequences = conf instanceof RnnOutputLayer;
        site.unless(output >= 0, "an output layer inside the network");
        site.unless(!masked || !plan.labels().isEmpty(), "a mask of the output");
        site.unless(
                !sequences || ((RnnOutputLayer) conf).getRnnDataFormat() == RNNFormat.NCW,
                "sequences with time before channels");
        Op rows = site.dropped(conf);
        if (sequences) {
            rows = site.add(new TimeStepsOp(site.name(), rows, true, plan.batch()));
        }
        Op dense = site.add(new DenseOp(site.name(), rows, site.layer(), conf.hasBias()));
        if (!plan.labels().isEmpty()) {
            var loss = new LossOp(
                    site.name(), dense, conf, plan.labels().get(output), masked ? site.layer()::getMaskArray : null);
            plan.losses().add(site.add(loss));
            return dense;
        }
        Op result = conf.getActivationFn() instanceof ActivationSoftmax
                ? site.add(new SoftmaxOp(site.name(), dense))
                : site.activated(dense, conf.getActivationFn());
        return sequences ? site.add(new TimeStepsOp(site.name(), result, false, plan.batch())) : result;
    }
}
