package io.auricle.training.options;

import static io.auricle.internal.Checks.check;
import static java.util.Objects.requireNonNull;

import io.auricle.augment.Augmentation;
import io.auricle.features.FrontEnd;
import io.auricle.zoo.Architecture;
import io.auricle.zoo.Architectures;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Every setting of a training run that is not the data: made by {@link #builder()}, which starts from a {@link Recipe}.
 *
 * <pre>{@code
 * var options = TrainingOptions.builder().recipe(Recipe.BEST).model(Architectures.CRNN).epochs(40).seed(1).build();
 * }</pre>
 *
 * @param recipe         where the defaults came from
 * @param model          the network
 * @param frontEnd       from samples to the network's input; written into the model file
 * @param epochs         passes over the training windows; at least 1
 * @param batch          windows per step; at least 2, since batch normalisation learns nothing from one
 * @param learningRate   peak of the schedule; above 0
 * @param schedule       how the learning rate moves
 * @param weightDecay    decoupled decay of weights (not of biases), times the learning rate, per step; at least 0
 * @param dropout        share of the network's own dropout that is in force; 1 is the network's, 0 drops nothing
 * @param labelSmoothing share of a label that is spread over all classes; 0 to below 1
 * @param augmentation   what is done to training windows
 * @param balanceClasses whether each class is drawn equally often in an epoch
 * @param averageDecay   decay per step of the moving average of weights that is evaluated and kept; 0 keeps the weights
 *                       themselves, below 1
 * @param debiasBatchNorm whether running statistics of batch normalisation, which start at 0 and 1, are freed of that
 *                       start before they are used, as Adam does with its moments; it matters in short runs
 * @param batchNormDecay share of batch normalisation's running statistics that a step keeps; 0 to below 1. With many steps 0.99
 *                       averages more; in short runs the statistics lag behind the weights and a lower one serves better
 * @param validation     which windows validate
 * @param keep           which epoch's weights stay
 * @param patience       epochs without a better validation score after which a run ends early; at least 1
 * @param dropShortClips whether clips that their metadata call shorter than a window are left out
 * @param unsureBelow    probability below which the model says that it is not sure, in [0, 1]; empty: calibrated on validation clips
 * @param seed           of every random choice
 * @param threads        OpenMP threads of the network; at least 1
 * @param oneDnn         whether the network runs on oneDNN where it can
 * @param resume         whether a run that was cut off in the same folder is continued
 * @param cache          folder of spectrograms that other runs share, made if absent; empty: computed anew and kept in memory
 */
public record TrainingOptions(
        Recipe recipe,
        Architecture model,
        FrontEnd frontEnd,
        int epochs,
        int batch,
        double learningRate,
        LearningRateSchedule schedule,
        double weightDecay,
        double dropout,
        double labelSmoothing,
        Augmentation augmentation,
        boolean balanceClasses,
        double averageDecay,
        boolean debiasBatchNorm,
        double batchNormDecay,
        Validation validation,
        Keep keep,
        int patience,
        boolean dropShortClips,
        OptionalDouble unsureBelow,
        long seed,
        int threads,
        boolean oneDnn,
        boolean resume,
        Optional<Path> cache) {

    /** Which windows validate. */
    public enum Validation {
        /** Those of the split's validation clips. */
        OF_SPLIT,
        /** The last fifth of all training and validation windows, shuffled: the notebook's, which shares recordings. */
        LAST_FIFTH,
        /** None: the split's validation clips train as well, and the last epoch stays. */
        NONE
    }

    /** Which epoch's weights stay. */
    public enum Keep {
        /** The one with the best balanced accuracy over validation clips, of equals the one with the lowest loss. */
        BEST,
        /** The last one, whatever validation says. */
        LAST
    }

    /** Checks every range. */
    public TrainingOptions {
        requireNonNull(recipe, "recipe");
        requireNonNull(model, "model");
        requireNonNull(frontEnd, "frontEnd");
        requireNonNull(schedule, "schedule");
        requireNonNull(augmentation, "augmentation");
        requireNonNull(validation, "validation");
        requireNonNull(keep, "keep");
        requireNonNull(unsureBelow, "unsureBelow");
        requireNonNull(cache, "cache");
        check(epochs >= 1, "epochs must be at least 1, got %d", epochs);
        check(batch >= 2, "batch must be at least 2, got %d", batch);
        check(learningRate > 0 && learningRate <= 1, "learningRate must be in (0, 1], got %s", learningRate);
        check(weightDecay >= 0 && weightDecay < 1, "weightDecay must be in [0, 1), got %s", weightDecay);
        check(dropout >= 0 && dropout <= 1, "dropout must be in [0, 1], got %s", dropout);
        check(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing must be in [0, 1), got %s", labelSmoothing);
        check(averageDecay >= 0 && averageDecay < 1, "averageDecay must be in [0, 1), got %s", averageDecay);
        check(batchNormDecay >= 0 && batchNormDecay < 1, "batchNormDecay must be in [0, 1), got %s", batchNormDecay);
        check(patience >= 1, "patience must be at least 1, got %d", patience);
        double sure = unsureBelow.orElse(0);
        check(sure >= 0 && sure <= 1, "unsureBelow must be in [0, 1], got %s", sure);
        check(
                cache.isEmpty() || augmentation.waveform().isEmpty(),
                "cache must be unset where waveform transforms change the samples, got %s",
                cache.orElse(null));
        check(threads >= 1, "threads must be at least 1, got %d", threads);
    }

    /** Adam's epsilon: Keras's for the notebook's recipe, else the paper's. */
    public double adamEpsilon() {
        return recipe == Recipe.NOTEBOOK ? 1e-7 : 1e-8;
    }

    /** Returns a builder that starts from the recipe {@code best}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder with all of these options set. */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .recipe(recipe)
                .model(model)
                .frontEnd(frontEnd)
                .epochs(epochs)
                .batch(batch)
                .learningRate(learningRate)
                .schedule(schedule)
                .weightDecay(weightDecay)
                .dropout(dropout)
                .labelSmoothing(labelSmoothing)
                .augmentation(augmentation)
                .balanceClasses(balanceClasses)
                .averageDecay(averageDecay)
                .debiasBatchNorm(debiasBatchNorm)
                .batchNormDecay(batchNormDecay)
                .validation(validation)
                .keep(keep)
                .patience(patience)
                .dropShortClips(dropShortClips)
                .seed(seed)
                .threads(threads)
                .oneDnn(oneDnn)
                .resume(resume);
        unsureBelow.ifPresent(builder::unsureBelow);
        cache.ifPresent(builder::cache);
        return builder;
    }

    /** Collects options; what is not set comes from the recipe, whatever the order of the calls. */
    public static final class Builder {
        private Recipe recipe = Recipe.BEST;
        private Optional<Architecture> model = Optional.empty();
        private Optional<FrontEnd> frontEnd = Optional.empty();
        private OptionalInt epochs = OptionalInt.empty();
        private OptionalInt batch = OptionalInt.empty();
        private OptionalDouble learningRate = OptionalDouble.empty();
        private Optional<LearningRateSchedule> schedule = Optional.empty();
        private OptionalDouble weightDecay = OptionalDouble.empty();
        private OptionalDouble dropout = OptionalDouble.empty();
        private OptionalDouble labelSmoothing = OptionalDouble.empty();
        private Optional<Augmentation> augmentation = Optional.empty();
        private Optional<Boolean> balanceClasses = Optional.empty();
        private OptionalDouble averageDecay = OptionalDouble.empty();
        private Optional<Boolean> debiasBatchNorm = Optional.empty();
        private OptionalDouble batchNormDecay = OptionalDouble.empty();
        private Optional<Validation> validation = Optional.empty();
        private Optional<Keep> keep = Optional.empty();
        private OptionalInt patience = OptionalInt.empty();
        private Optional<Boolean> dropShortClips = Optional.empty();
        private OptionalDouble unsureBelow = OptionalDouble.empty();
        private long seed = 1;
        private OptionalInt threads = OptionalInt.empty();
        private boolean oneDnn = true;
        private boolean resume;
        private Optional<Path> cache = Optional.empty();

        private Builder() {}

        /** Sets where unset options come from; {@link Recipe#BEST} unless set. */
        public Builder recipe(Recipe value) {
            recipe = requireNonNull(value, "recipe");
            return this;
        }

        /** Sets the network; unless set {@code cnn-lstm} for the notebook's recipe, else {@code crnn}. */
        public Builder model(Architecture value) {
            model = Optional.of(value);
            return this;
        }

        /** Sets the front end; unless set the notebook's for {@code cnn-lstm} and {@code cnn}, else the compact one. */
        public Builder frontEnd(FrontEnd value) {
            frontEnd = Optional.of(value);
            return this;
        }

        /** Sets the passes over the training windows; at least 1, unless set 40. */
        public Builder epochs(int value) {
            epochs = OptionalInt.of(value);
            return this;
        }

        /** Sets the windows per step; at least 2, unless set 32. */
        public Builder batch(int value) {
            batch = OptionalInt.of(value);
            return this;
        }

        /** Sets the peak learning rate; unless set 1e-4 for the notebook's recipe, else 2e-3. */
        public Builder learningRate(double value) {
            learningRate = OptionalDouble.of(value);
            return this;
        }

        /** Sets how the learning rate moves. */
        public Builder schedule(LearningRateSchedule value) {
            schedule = Optional.of(value);
            return this;
        }

        /** Sets the decoupled weight decay; at least 0. */
        public Builder weightDecay(double value) {
            weightDecay = OptionalDouble.of(value);
            return this;
        }

        /**
         * Sets the share of the network's own dropout that is in force, 0 to 1; unless set 1, but 0 where the recipe is
         * {@code best} and batch norm follows dropout ({@code cnn-lstm} and {@code cnn}).
         */
        public Builder dropout(double value) {
            dropout = OptionalDouble.of(value);
            return this;
        }

        /** Sets the share of a label that is spread over all classes; 0 to below 1. */
        public Builder labelSmoothing(double value) {
            labelSmoothing = OptionalDouble.of(value);
            return this;
        }

        /** Sets what is done to training windows. */
        public Builder augmentation(Augmentation value) {
            augmentation = Optional.of(value);
            return this;
        }

        /** Sets whether each class is drawn equally often. */
        public Builder balanceClasses(boolean value) {
            balanceClasses = Optional.of(value);
            return this;
        }

        /** Sets the decay of the moving average of weights; 0 to below 1. */
        public Builder averageDecay(double value) {
            averageDecay = OptionalDouble.of(value);
            return this;
        }

        /** Sets whether batch normalisation's statistics are freed of their start. */
        public Builder debiasBatchNorm(boolean value) {
            debiasBatchNorm = Optional.of(value);
            return this;
        }

        /** Sets the share of batch normalisation's statistics that a step keeps; unless set 0.99 for the notebook's recipe, else 0.9. */
        public Builder batchNormDecay(double value) {
            batchNormDecay = OptionalDouble.of(value);
            return this;
        }

        /** Sets which windows validate. */
        public Builder validation(Validation value) {
            validation = Optional.of(value);
            return this;
        }

        /** Sets which epoch's weights stay. */
        public Builder keep(Keep value) {
            keep = Optional.of(value);
            return this;
        }

        /** Sets after how many epochs without a better validation score a run ends; unless set it never ends early. */
        public Builder patience(int value) {
            patience = OptionalInt.of(value);
            return this;
        }

        /** Sets whether clips that their metadata call shorter than a window are left out. */
        public Builder dropShortClips(boolean value) {
            dropShortClips = Optional.of(value);
            return this;
        }

        /** Sets the probability below which the model says that it is not sure, in [0, 1]; unless set it is calibrated on validation clips. */
        public Builder unsureBelow(double value) {
            unsureBelow = OptionalDouble.of(value);
            return this;
        }

        /** Sets the seed of every random choice; unless set 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Sets the OpenMP threads of the network; unless set one per processor. */
        public Builder threads(int value) {
            threads = OptionalInt.of(value);
            return this;
        }

        /** Sets whether the network runs on oneDNN where it can; unless set it does. */
        public Builder oneDnn(boolean value) {
            oneDnn = value;
            return this;
        }

        /** Sets whether a run that was cut off in the same folder is continued; unless set it is not. */
        public Builder resume(boolean value) {
            resume = value;
            return this;
        }

        /** Sets the folder of the spectrogram cache; unless set features are computed anew. */
        public Builder cache(Path value) {
            cache = Optional.of(value);
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options, complete
         * @throws IllegalArgumentException if one is out of its range
         */
        public TrainingOptions build() {
            boolean best = recipe == Recipe.BEST;
            Architecture network = model.orElse(best ? Architectures.CRNN : Architectures.CNN_LSTM);
            int passes = epochs.orElse(40);
            return new TrainingOptions(
                    recipe,
                    network,
                    frontEnd.orElseGet(() -> network.usualFrontEnd()),
                    passes,
                    batch.orElse(32),
                    learningRate.orElse(best ? 2e-3 : 1e-4),
                    schedule.orElse(best ? LearningRateSchedule.ONE_CYCLE : LearningRateSchedule.CONSTANT),
                    weightDecay.orElse(best ? 1e-3 : 0),
                    dropout.orElse(best && network.batchNormAfterDropout() ? 0 : 1),
                    labelSmoothing.orElse(best ? 0.1 : 0),
                    augmentation.orElse(best ? Augmentation.standard() : Augmentation.none()),
                    balanceClasses.orElse(false),
                    averageDecay.orElse(0),
                    debiasBatchNorm.orElse(best),
                    batchNormDecay.orElse(best ? 0.9 : 0.99),
                    validation.orElse(best ? Validation.OF_SPLIT : Validation.LAST_FIFTH),
                    keep.orElse(best ? Keep.BEST : Keep.LAST),
                    patience.orElse(Math.max(1, passes)),
                    dropShortClips.orElse(!best),
                    unsureBelow,
                    seed,
                    threads.orElse(Runtime.getRuntime().availableProcessors()),
                    oneDnn,
                    resume,
                    cache);
        }
    }
}
