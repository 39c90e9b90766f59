package io.auricle.features;

/** A signal that has fewer samples than its frames need. */
public final class SignalTooShortException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final long samples;
    private final long needed;

    /**
     * Takes the numbers.
     *
     * @param rule    what the signal must hold, such as {@code at least 1 sample}
     * @param needed  the least number of samples
     * @param samples how many there are
     */
    public SignalTooShortException(String rule, long needed, long samples) {
        super("samples must hold " + rule + ", got " + samples);
        this.samples = samples;
        this.needed = needed;
    }

    /** {@return how many samples the signal has} */
    public long samples() {
        return samples;
    }

    /** {@return how many it must have at least} */
    public long needed() {
        return needed;
    }
}
