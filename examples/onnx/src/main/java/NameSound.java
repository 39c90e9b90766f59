import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Loads an exported model and names the sound of a siren. */
public class NameSound {
    public static void main(String[] args) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(args[0])) {
            String[] labels = session.getMetadata().getCustomMetadata().get("labels").replaceAll("[\\[\\]\"]", "").split(",");
            float[] samples = siren(22_050, 4);
            long[] shape = {1, samples.length};
            try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(samples), shape);
                    OrtSession.Result result = session.run(Map.of(session.getInputNames().iterator().next(), input))) {
                float[] probabilities = ((float[][]) result.get(0).getValue())[0];
                int best = 0;
                for (int i = 1; i < labels.length; i++) {
                    best = probabilities[i] > probabilities[best] ? i : best;
                }
                System.out.printf("%s %.3f%n", labels[best], probabilities[best]);
            }
        }
    }

    /** A soft horn that rises and falls between 480 and 1340 Hz. */
    private static float[] siren(int rateHz, int seconds) {
        float[] wail = new float[rateHz * seconds];
        for (int i = 0; i < wail.length; i++) {
            double turned = 0.2585 * i - 900 * Math.cos(i / 7_350.0);
            wail[i] = (float) (0.6 * Math.atan(Math.sin(turned) / (1.4 - Math.cos(turned))));
        }
        return wail;
    }
}
