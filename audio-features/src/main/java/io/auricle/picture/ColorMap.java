package io.auricle.picture;

/** Colours for numbers, perceptually even and readable without colour vision; those of matplotlib (CC0). */
public enum ColorMap {
    /** From violet over green to yellow. */
    VIRIDIS(0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725),
    /** From black over violet and orange to pale yellow. */
    MAGMA(0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F, 0xCD4071, 0xF1605D, 0xFD9668, 0xFECA8D, 0xFCFDBF);

    private final int[] stops;

    ColorMap(int... stops) {
        this.stops = stops;
    }

    /**
     * The colour of a number.
     *
     * @param value 0 for the first colour, 1 for the last; what is outside, and NaN, takes the nearer end
     * @return 0xRRGGBB
     */
    public int rgb(double value) {
        double position = (value >= 0 ? Math.min(value, 1) : 0) * (stops.length - 1);
        int below = Math.min((int) position, stops.length - 2);
        return Canvas.mixed(stops[below], stops[below + 1], position - below);
    }
}
