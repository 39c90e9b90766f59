package io.auricle.training.internal.batch;

import static io.auricle.internal.Checks.check;

import io.auricle.augment.Augmentation;
import io.auricle.data.WindowTransform;
import io.auricle.features.FrontEnd;
import io.auricle.training.options.TrainingOptions;
import io.auricle.zoo.Backbone;
import io.auricle.zoo.BackboneArchitecture;
import io.auricle.zoo.NetworkSpec;
import java.io.IOException;
import java.util.Optional;

/**
 * What the network of a run reads: the spectrogram of a window, or a backbone's values of consecutive windows.
 *
 * @param frontEnd  cuts clips; its window spans all that is read at once
 * @param transform from samples to the values of a row-major array
 * @param rows      of the array
 * @param columns   of the array
 * @param backbone  what is put before the trained network in the model file
 */
public record NetworkInput(
        FrontEnd frontEnd, WindowTransform transform, int rows, int columns, Optional<Backbone> backbone) {

    /**
     * Decides what a run's network reads.
     *
     * @param options of the run
     * @return its input
     * @throws IllegalArgumentException if options do not apply to a network on a backbone
     * @throws IOException              if the backbone's weights cannot be read
     */
    public static NetworkInput of(TrainingOptions options) throws IOException {
        FrontEnd frontEnd = options.input().frontEnd();
        if (!(options.model() instanceof BackboneArchitecture architecture)) {
            return of(frontEnd);
        }
        Backbone backbone = architecture.backbone();
        check(
                frontEnd.equals(backbone.frontEnd()),
                "frontEnd must be the backbone's, %s, got %s",
                backbone.frontEnd().toJson(),
                frontEnd.toJson());
        Augmentation augmentation = options.input().augmentation();
        check(
                augmentation.spectrogram().isEmpty() && augmentation.waveform().isEmpty(),
                "augmentation must be mixup only for a network on a backbone, whose values are computed once, got %s",
                augmentation.toMap());
        int windows = architecture.windows();
        return new NetworkInput(
                frontEnd.spanning(windows),
                new BackboneValues(backbone, windows),
                windows,
                backbone.values(),
                Optional.of(backbone));
    }

    /** What a network on spectrograms reads. */
    public static NetworkInput of(FrontEnd frontEnd) {
        return new NetworkInput(
                frontEnd,
                WindowTransform.spectrograms(frontEnd),
                frontEnd.bands(),
                frontEnd.frames(),
                Optional.empty());
    }

    /** Starts the specification of the network that is trained. */
    public static NetworkSpec.Builder spec(TrainingOptions options) {
        NetworkSpec.Builder spec = NetworkSpec.builder().seed(options.seed());
        if (options.model() instanceof BackboneArchitecture architecture) {
            return spec.inputShape(architecture.windows(), architecture.valuesPerWindow());
        }
        return spec.frontEnd(options.input().frontEnd());
    }
}
