package io.auricle.picture;

import java.util.function.IntToDoubleFunction;

/**
 * Shows cells on pixels along one axis: interpolated where a cell is larger than a pixel, else the mean of a pixel's cells.
 *
 * @param cells  how many there are
 * @param pixels how many they are shown on
 */
record Scaling(int cells, int pixels) {
    double mean(int pixel, IntToDoubleFunction value) {
        double from = pixel * (double) cells / pixels;
        double to = (pixel + 1) * (double) cells / pixels;
        if (to - from < 1) {
            return between((from + to) / 2 - 0.5, value);
        }
        double sum = 0;
        for (int cell = (int) from; cell < Math.min(cells, to); cell++) {
            sum += value.applyAsDouble(cell) * (Math.min(to, cell + 1) - Math.max(from, cell));
        }
        return sum / (to - from);
    }

    private double between(double position, IntToDoubleFunction value) {
        double inside = Math.max(0, Math.min(cells - 1, position));
        int below = (int) inside;
        double share = inside - below;
        double first = value.applyAsDouble(below);
        return share == 0 ? first : first + share * (value.applyAsDouble(below + 1) - first);
    }
}
