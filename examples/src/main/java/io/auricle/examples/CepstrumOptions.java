package io.auricle.examples;

import io.auricle.examples.MelFeature.OptionGroup;
import io.auricle.features.descriptor.Deltas;
import io.auricle.features.descriptor.MfccConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of cepstral coefficients and their derivatives; what is not given is librosa's. */
final class CepstrumOptions {
    private static final int WIDTH = 9;

    @Option(names = "--n-mfcc", paramLabel = "N", description = "Cepstral coefficients (mfcc, delta). Default: 20.")
    private Integer coefficients;

    @Option(names = "--lifter", paramLabel = "L", description = "Lifter of the coefficients; 0 is none (mfcc, delta).")
    private Double lifter;

    @Option(
            names = "--delta-width",
            paramLabel = "N",
            description = "Frames that a derivative is fitted to (delta). Default: 9.")
    private Integer deltaWidth;

    @Option(names = "--delta-order", paramLabel = "N", description = "Order of the derivative (delta). Default: 1.")
    private Integer deltaOrder;

    /** {@return what was typed} */
    List<GivenOption> given() {
        List<GivenOption> given = new ArrayList<>();
        GivenOption.add(given, "--n-mfcc", OptionGroup.CEPSTRUM, coefficients);
        GivenOption.add(given, "--lifter", OptionGroup.CEPSTRUM, lifter);
        GivenOption.add(given, "--delta-width", OptionGroup.DELTA, deltaWidth);
        GivenOption.add(given, "--delta-order", OptionGroup.DELTA, deltaOrder);
        return given;
    }

    MfccConfig.Builder applyTo(MfccConfig.Builder mfcc) {
        if (coefficients != null) {
            mfcc.coefficients(coefficients);
        }
        if (lifter != null) {
            mfcc.lifter(lifter);
        }
        return mfcc;
    }

    Deltas deltas() {
        return Deltas.of(deltaWidth == null ? WIDTH : deltaWidth, deltaOrder == null ? 1 : deltaOrder);
    }
}
