package io.auricle.training.options;

import java.util.Locale;

/** The schedules of this library, described at {@link LearningRateSchedule}. */
enum Schedules implements LearningRateSchedule {
    CONSTANT {
        @Override
        public double share(double progress) {
            return 1;
        }
    },
    COSINE {
        @Override
        public double share(double progress) {
            return cosine(1, 0, progress);
        }
    },
    ONE_CYCLE {
        @Override
        public double share(double progress) {
            double start = 1.0 / 25;
            return progress < WARM_UP
                    ? cosine(start, 1, progress / WARM_UP)
                    : cosine(1, start / 1e4, (progress - WARM_UP) / (1 - WARM_UP));
        }
    };

    private static final double WARM_UP = 0.3;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double cosine(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
