import io.auricle.audio.AudioClip;
import io.auricle.zoo.classify.SoundClassifier;

public class Siren {
    public static void main(String[] args) throws Exception {
        float[] wail = new float[4 * 22_050]; // a soft horn that rises and falls between 480 and 1340 Hz
        for (int i = 0; i < wail.length; i++) {
            double turned = 0.2585 * i - 900 * Math.cos(i / 7_350.0);
            wail[i] = (float) (0.6 * Math.atan(Math.sin(turned) / (1.4 - Math.cos(turned))));
        }
        try (SoundClassifier classifier = SoundClassifier.pretrained()) {
            System.out.println(classifier.classify(AudioClip.ofMono(wail, 22_050)));
        }
    }
}
