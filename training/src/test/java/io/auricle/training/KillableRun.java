package io.auricle.training;

import io.auricle.augment.Augmentation;
import io.auricle.augment.CellNoise;
import io.auricle.data.AudioDataset;
import io.auricle.training.options.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;

/** A run in a process of its own, which halts in the middle of an epoch until it is killed. */
final class KillableRun {
    static final String WAITING = "waiting to be killed";

    private KillableRun() {}

    /** Arguments: data folder, run folder. */
    public static void main(String[] arguments) throws IOException {
        AudioDataset data = AudioDataset.open(Path.of(arguments[0]), AudioDataset.Options.defaults());
        TrainingListener halting = new TrainingListener() {
            @Override
            public void step(StepProgress progress) {
                if (progress.epoch() == 3 && progress.step() == 2) {
                    halt();
                }
            }
        };
        TrainingRun.run(data, TinySounds.split(data), options(), Path.of(arguments[1]), halting);
    }

    /** Dropout (the network's own), mixup, every augmentation, a moving average and a schedule. */
    static TrainingOptions options() {
        return TinySounds.options()
                .optimisation(o -> o.epochs(4))
                .input(i -> i.augmentation(Augmentation.standard().with(new CellNoise(1))))
                .regularisation(r -> r.averageDecay(0.9))
                .input(i -> i.balanceClasses(true))
                .build();
    }

    private static void halt() {
        System.out.println(WAITING);
        System.out.flush();
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("the test went away");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
