package io.auricle.onednn.faults;

import io.auricle.onednn.OneDnn;
import io.auricle.onednn.Options;
import io.auricle.onednn.Precision;
import org.nd4j.linalg.api.buffer.DataType;

/** A program that asks for products of bfloat16 and says what it got. */
public final class AskForBf16 {
    private AskForBf16() {}

    /** Entry point of the child process. */
    public static void main(String[] args) {
        var network = SmallNetwork.create(DataType.FLOAT);
        var automatic = OneDnn.accelerate(
                network, Options.builder().precision(Precision.AUTO).build());
        System.out.println("automatic: " + OneDnn.report(automatic).precision());
        System.out.println(OneDnn.report(automatic).network());
        try {
            OneDnn.accelerate(
                    network, Options.builder().precision(Precision.BF16).build());
            System.out.println("not refused");
        } catch (IllegalArgumentException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
