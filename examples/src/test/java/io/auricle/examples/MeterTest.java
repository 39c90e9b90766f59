package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.auricle.zoo.classify.LiveSound.Change;
import io.auricle.zoo.classify.Prediction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one-line meter of a terminal. */
class MeterTest {

    private final StringWriter screen = new StringWriter();
    private final Meter meter = new Meter(new PrintWriter(screen), true, 60);

    private static Change change(double seconds, String label) {
        return new Change(seconds, new Prediction(label, 0.9, true, List.of(new Prediction.Ranked(label, 0.9))));
    }

    private static float[][] loud() {
        return new float[][] {{1, -1, 1, -1}};
    }

    @Test
    void one_line_is_drawn_over_itself() {
        meter.block(loud(), 4, 0.1);
        meter.block(new float[1][4], 4, 0.2);

        assertThat(screen.toString())
                .isEqualTo("\r     0.1 s  [####################]    0 dB  ..."
                        + "\r     0.2 s  [                    ] -120 dB  ...");
    }

    @Test
    void a_change_of_label_leaves_the_old_one_readable_above() {
        hear(change(4, "siren"));
        meter.block(loud(), 4, 4.1);
        hear(change(4.5, "dog_bark"));
        meter.block(loud(), 4, 4.6);
        meter.end();

        String siren = "\r     4.1 s  [####################]    0 dB  siren 90 %";
        assertThat(screen.toString())
                .isEqualTo(siren + siren + System.lineSeparator()
                        + "\r     4.6 s  [####################]    0 dB  dog_bark 90 %" + System.lineSeparator());
    }

    @Test
    void a_narrow_terminal_gets_no_second_line() {
        Meter narrow = new Meter(new PrintWriter(screen), true, 20);

        narrow.block(loud(), 4, 0.1);

        assertThat(screen.toString()).hasSize(1 + 19);
    }

    private void hear(Change change) {
        meter.changed(change);
        meter.current(change);
    }
}
