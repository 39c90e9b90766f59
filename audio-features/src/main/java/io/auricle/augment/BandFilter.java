package io.auricle.augment;

import static io.auricle.internal.Checks.check;

import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Adds a random curve over the bands, the same in every frame: another microphone, another street.
 *
 * <p><b>Follows</b> FilterAugment in its linear form (Nam et al. 2022): straight lines between three to six points, the first
 * and the last at the edges.
 *
 * @param mostDb largest boost or cut, in decibels; 0 (nothing is done or drawn) to 100
 */
public record BandFilter(double mostDb) implements SpectrogramTransform {
    static final String WORD = "band-filter";
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_POINTS = 6;

    /**
     * Checks the limit.
     *
     * @param mostDb 0 to 100
     * @throws IllegalArgumentException if it is outside [0, 100]
     */
    public BandFilter {
        check(mostDb >= 0 && mostDb <= 100, "mostDb must be in [0, 100], got %s", mostDb);
    }

    static BandFilter of(Settings settings) {
        return new BandFilter(settings.number("mostDb"));
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("mostDb", mostDb);
    }

    @Override
    public void apply(float[] values, int offset, SpectrogramGrid grid, RandomGenerator random) {
        if (mostDb == 0) {
            return;
        }
        int bands = grid.bands();
        double[] position = new double[random.nextInt(FEWEST_POINTS, MOST_POINTS + 1)];
        double[] change = new double[position.length];
        for (int point = 0; point < position.length; point++) {
            position[point] = random.nextDouble() * (bands - 1);
            change[point] = (2 * random.nextDouble() - 1) * mostDb * grid.decibel();
        }
        position[0] = 0;
        position[position.length - 1] = bands - 1;
        Arrays.sort(position);
        addCurve(values, offset, grid, position, change);
    }

    private static void addCurve(float[] values, int offset, SpectrogramGrid grid, double[] position, double[] change) {
        int frames = grid.frames();
        int left = 0;
        for (int band = 0; band < grid.bands(); band++) {
            while (left < position.length - 2 && band > position[left + 1]) {
                left++;
            }
            double width = position[left + 1] - position[left];
            double share = width > 0 ? (band - position[left]) / width : 0;
            float add = (float) (change[left] + share * (change[left + 1] - change[left]));
            for (int i = offset + band * frames; i < offset + (band + 1) * frames; i++) {
                values[i] += add;
            }
        }
    }
}
