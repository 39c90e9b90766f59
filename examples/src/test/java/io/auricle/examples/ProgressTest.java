package io.auricle.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String NOTE = "0:32 left, loss 2.313, accuracy 0.620, 12 clips/s";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String[] shown(OptionalInt columns) {
        PrintStream screen = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Progress progress = new Progress("epoch 12/40", "steps", 47, true, screen, columns)) {
            progress.note(NOTE);
            progress.to(20);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip().split("\\R");
    }

    @Test
    void a_bar_of_eighty_columns_has_room_for_time_left_loss_and_accuracy() {
        String[] drawn = shown(OptionalInt.of(80));

        assertThat(drawn).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(drawn[drawn.length - 1])
                .startsWith("epoch 12/40")
                .contains("20/47", " 0:32 left, loss 2.313, accuracy 0.620");
    }

    @Test
    void without_a_terminal_a_plain_line_says_the_same() {
        assertThat(shown(OptionalInt.empty()))
                .singleElement()
                .asString()
                .startsWith("epoch 12/40: 20 of 47 steps, ")
                .endsWith(NOTE);
    }
}
