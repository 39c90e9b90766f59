package io.auricle.onednn.internal.plan;

import io.auricle.onednn.internal.plan.Network.Vertex;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Turns DL4J's layers into operations; throws for what it does not know. */
final class LayerLowering {
    private final Lowering plan;

    LayerLowering(Lowering plan) {
        this.plan = plan;
    }

    /** The operations of a layer, the last of which is the layer's result. */
    Op lower(Vertex v, Op in, org.deeplearning4j.nn.api.Layer layer) {
        String name = v.name();
        if (layer instanceof BidirectionalLayer both) {
            return bidirectional(name, in, both);
        }
        Unsupported.unless(
                !(layer instanceof BaseWrapperLayer) && !(layer instanceof FrozenLayer),
                name,
                "layer " + layer.getClass().getSimpleName());
        Layer conf = layer.conf().getLayer();
        checkNoise(name, conf);
        if (conf.getClass() == ConvolutionLayer.class) {
            var convolution = (ConvolutionLayer) conf;
            Op op = plan.add(new ConvolutionOp(name, dropout(name, in, conf), layer, convolution));
            return activation(name, op, convolution.getActivationFn());
        }
        if (conf.getClass() == SubsamplingLayer.class) {
            return plan.add(new PoolingOp(name, in, (SubsamplingLayer) conf));
        }
        if (conf.getClass() == BatchNormalization.class) {
            return plan.add(new BatchNormOp(name, in, layer, (BatchNormalization) conf));
        }
        if (conf.getClass() == ActivationLayer.class) {
            return activation(name, in, ((ActivationLayer) conf).getActivationFn());
        }
        if (conf.getClass() == DropoutLayer.class) {
            return dropout(name, in, conf);
        }
        if (conf.getClass() == DenseLayer.class) {
            var dense = (DenseLayer) conf;
            Unsupported.unless(!dense.hasLayerNorm(), name, "layer normalisation");
            Op op = plan.add(new DenseOp(name, dropout(name, in, conf), layer, dense.hasBias()));
            return activation(name, op, dense.getActivationFn());
        }
        if (conf.getClass() == LSTM.class) {
            return lstm(name, in, layer, (LSTM) conf, true, "");
        }
        if (conf.getClass() == GlobalPoolingLayer.class) {
            return plan.add(new GlobalPoolingOp(name, in, (GlobalPoolingLayer) conf));
        }
        return output(v, in, conf);
    }

    private Op lstm(
            String name, Op in, org.deeplearning4j.nn.api.Layer layer, LSTM conf, boolean forwards, String prefix) {
        Unsupported.unless(conf.getRnnDataFormat() == RNNFormat.NCW, name, "sequences with time before channels");
        Unsupported.unless(
                conf.getGateActivationFn() instanceof ActivationSigmoid, name, "LSTM with gates other than sigmoid");
        checkNoise(name, conf);
        Op x = dropout(name, in, conf);
        if (conf.getActivationFn() instanceof ActivationTanH) {
            return plan.add(new LstmOp(name, x, layer, forwards, prefix));
        }
        return plan.add(new StepwiseLstmOp(name, x, layer, Eltwise.of(name, conf.getActivationFn()), forwards, prefix));
    }

    private Op bidirectional(String name, Op in, BidirectionalLayer layer) {
        var conf = (Bidirectional) layer.conf().getLayer();
        Unsupported.unless(
                conf.getFwd().getClass() == LSTM.class && conf.getBwd().getClass() == LSTM.class,
                name,
                "Bidirectional around " + conf.getFwd().getClass().getSimpleName());
        Op forwards = lstm(name, in, layer, (LSTM) conf.getFwd(), true, "f");
        Op backwards = lstm(name, in, layer, (LSTM) conf.getBwd(), false, "b");
        return switch (conf.getMode()) {
            case CONCAT -> plan.add(new MergeOp(name, forwards, backwards));
            case ADD -> plan.add(new CombineOp(name, CombineOp.Kind.SUM, forwards, backwards));
            case AVERAGE -> plan.add(new CombineOp(name, CombineOp.Kind.MEAN, forwards, backwards));
            case MUL -> plan.add(new CombineOp(name, CombineOp.Kind.PRODUCT, forwards, backwards));
        };
    }

    private static void checkNoise(String name, Layer conf) {
        Unsupported.unless(!(conf instanceof BaseLayer base) || base.getWeightNoise() == null, name, "weight noise");
    }

    private Op output(Vertex v, Op in, Layer conf) {
        Unsupported.unless(
                conf.getClass() == OutputLayer.class || conf.getClass() == RnnOutputLayer.class,
                v.name(),
                "layer " + conf.getClass().getSimpleName());
        Unsupported.unless(v.output() >= 0, v.name(), "an output layer inside the network");
        var out = (BaseOutputLayer) conf;
        boolean sequences = conf.getClass() == RnnOutputLayer.class;
        Op rows = dropout(v.name(), in, conf);
        if (sequences) {
            Unsupported.unless(
                    ((RnnOutputLayer) conf).getRnnDataFormat() == RNNFormat.NCW,
                    v.name(),
                    "sequences with time before channels");
            rows = plan.add(new TimeStepsOp(v.name(), rows, true, plan.batch()));
        }
        Op dense = plan.add(new DenseOp(v.name(), rows, v.layer(), out.hasBias()));
        if (!plan.labels().isEmpty()) {
            plan.losses()
                    .add(plan.add(new LossOp(
                            v.name(),
                            dense,
                            out,
                            out.getActivationFn(),
                            plan.labels().get(v.output()))));
            return dense;
        }
        Op result = out.getActivationFn() instanceof ActivationSoftmax
                ? plan.add(new SoftmaxOp(v.name(), dense))
                : activation(v.name(), dense, out.getActivationFn());
        return sequences ? plan.add(new TimeStepsOp(v.name(), result, false, plan.batch())) : result;
    }

    private Op dropout(String name, Op in, Layer conf) {
        return conf.getIDropout() == null
                ? in
                : plan.add(
                        new DropoutOp(name, in, conf.getIDropout(), plan.ops().size()));
    }

    private Op activation(String name, Op in, IActivation activation) {
        Eltwise function = Eltwise.of(name, activation);
        return function == null ? in : plan.add(new ActivationOp(name, in, function));
    }
}
