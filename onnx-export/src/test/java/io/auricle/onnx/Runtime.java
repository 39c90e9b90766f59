package io.auricle.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An ONNX file in ONNX Runtime, which checks it when it loads it. */
final class Runtime implements AutoCloseable {
    private final OrtSession session;
    private final Path file;

    Runtime(Path file) throws OrtException {
        this.file = file;
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        this.session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
    }

    INDArray run(List<String> names, INDArray... inputs) throws OrtException {
        Map<String, OnnxTensor> feeds = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            float[] values = inputs[i].dup('c').reshape(inputs[i].length()).toFloatVector();
            feeds.put(
                    names.get(i),
                    OnnxTensor.createTensor(
                            OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), inputs[i].shape()));
        }
        try (OrtSession.Result result = session.run(feeds)) {
            OnnxTensor answer = (OnnxTensor) result.get(0);
            FloatBuffer buffer = answer.getFloatBuffer();
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return Nd4j.create(values, answer.getInfo().getShape(), 'c');
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
