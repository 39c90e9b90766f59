package io.auricle.training.internal.batch;

import io.auricle.data.WindowTransform;
import io.auricle.features.Extractor;
import io.auricle.features.FrontEnd;
import io.auricle.onednn.Inference;
import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.zoo.Backbone;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A backbone's values of consecutive windows, window by window: what a head reads. */
final class BackboneValues implements WindowTransform {
    private final Backbone backbone;
    private final int windows;

    BackboneValues(Backbone backbone, int windows) {
        this.backbone = backbone;
        this.windows = windows;
    }

    @Override
    public String key() {
        return "backbone " + backbone.key() + ", " + windows + " windows";
    }

    @Override
    public int valuesPerWindow() {
        return windows * backbone.values();
    }

    @Override
    public Computation start() {
        return new Worker();
    }

    private final class Worker implements Computation {
        private final FrontEnd frontEnd = backbone.frontEnd();
        private final Extractor extractor = frontEnd.extractor();
        private final float[] samples = new float[frontEnd.windowSamples()];
        private final float[] input = new float[windows * extractor.size()];
        private final float[] output = new float[valuesPerWindow()];
        private final ComputationGraph graph = backbone.graph();
        private final long[] shape = {windows, 1, frontEnd.bands(), frontEnd.frames()};
        private final Optional<Inference> inference =
                OneDnn.inference(graph, Options.builder().threads(1).build(), shape);

        @Override
        public void computeInto(float[] stretch, float[] into, int offset) {
            for (int window = 0; window < windows; window++) {
                System.arraycopy(stretch, window * frontEnd.hopSamples(), samples, 0, samples.length);
                extractor.computeInto(samples, input, window * extractor.size());
            }
            if (inference.isPresent()) {
                inference.get().run(input, output);
                System.arraycopy(output, 0, into, offset, output.length);
            } else {
                stock(into, offset);
            }
        }

        private void stock(float[] into, int offset) {
            try (INDArray array = Nd4j.createFromArray(input);
                    INDArray values = graph.outputSingle(array.reshape('c', shape))) {
                float[] row = values.dup('c').data().asFloat();
                System.arraycopy(row, 0, into, offset, row.length);
            }
        }

        @Override
        public void close() {
            inference.ifPresent(Inference::close);
            graph.close();
        }
    }
}
