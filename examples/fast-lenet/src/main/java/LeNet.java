import io.auricle.onednn.OneDnn;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** LeNet on stock Deeplearning4j, then the same network accelerated: time of a training step of 64 images of 28 x 28. Fails if it is not. */
public class LeNet {
    public static void main(String[] args) {
        double stock = millisPerStep(lenet());

        MultiLayerNetwork fast = OneDnn.accelerate(lenet());
        System.out.println(OneDnn.report(fast));
        if (!OneDnn.report(fast).compiled()) {
            throw new IllegalStateException("all of LeNet must be compiled; " + OneDnn.availability());
        }

        System.out.printf("a training step: %.1f ms, accelerated %.1f ms%n", stock, millisPerStep(fast));
    }

    private static MultiLayerNetwork lenet() {
        var layers = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(1e-3)).list(
                new ConvolutionLayer.Builder(5, 5).nOut(20).build(),
                new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(),
                new ConvolutionLayer.Builder(5, 5).nOut(50).build(),
                new SubsamplingLayer.Builder(2, 2).stride(2, 2).build(),
                new DenseLayer.Builder().nOut(500).activation(Activation.RELU).build(),
                new OutputLayer.Builder(LossFunction.MCXENT).nOut(10).activation(Activation.SOFTMAX).build());
        var network = new MultiLayerNetwork(layers.setInputType(InputType.convolutional(28, 28, 1)).build());
        network.init();
        return network;
    }

    private static double millisPerStep(MultiLayerNetwork network) {
        INDArray images = Nd4j.rand(DataType.FLOAT, 64, 1, 28, 28);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 64, 10);
        for (int i = 0; i < 64; i++) {
            labels.putScalar(i, i % 10, 1);
        }
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            network.fit(images, labels);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        return best;
    }
}
