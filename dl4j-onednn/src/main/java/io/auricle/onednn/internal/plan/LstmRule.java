package io.auricle.onednn.internal.plan;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** LSTMs with sigmoid gates, alone or in both directions. */
final class LstmRule {
    private LstmRule() {}

    static Op lower(Site<LSTM> site) {
        return direction(site, true, "");
    }

    static Op bothWays(Site<Bidirectional> site) {
        Bidirectional conf = site.conf();
        site.unless(
                conf.getFwd().getClass() == LSTM.class && conf.getBwd().getClass() == LSTM.class,
                "Bidirectional around " + conf.getFwd().getClass().getSimpleName());
        Op forwards = direction(site.with((LSTM) conf.getFwd()), true, "f");
        Op backwards = direction(site.with((LSTM) conf.getBwd()), false, "b");
        return site.add(
                switch (conf.getMode()) {
                    case CONCAT -> new MergeOp(site.name(), forwards, backwards);
                    case ADD -> new CombineOp(site.name(), CombineOp.Kind.SUM, forwards, backwards);
                    case AVERAGE -> new CombineOp(site.name(), CombineOp.Kind.MEAN, forwards, backwards);
                    case MUL -> new CombineOp(site.name(), CombineOp.Kind.PRODUCT, forwards, backwards);
                });
    }

    private static Op direction(Site<LSTM> site, boolean forwards, String prefix) {
        LSTM conf = site.conf();
        site.unless(conf.getRnnDataFormat() == RNNFormat.NCW, "sequences with time before channels");
        site.unless(conf.getGateActivationFn() instanceof ActivationSigmoid, "LSTM with gates other than sigmoid");
        Op x = site.dropped(conf);
        if (conf.getActivationFn() instanceof ActivationTanH) {
            return site.add(new LstmOp(site.name(), x, site.layer(), forwards, prefix));
        }
        Eltwise activation = Eltwise.of(site.name(), conf.getActivationFn());
        return site.add(new StepwiseLstmOp(site.name(), x, site.layer(), activation, forwards, prefix));
    }
}
