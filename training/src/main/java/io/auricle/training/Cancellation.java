package io.auricle.training;

/** Ends the reading of clips, which may take long, when the listener has had enough; never leaves the package. */
final class Cancellation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Cancellation() {
        super("cancelled", null, false, false);
    }

    /** Passes features and notes on to a listener, and throws this when it wants an end. */
    static TrainingListener of(TrainingListener listener) {
        return new TrainingListener() {
            @Override
            public void note(String text) {
                listener.note(text);
            }

            @Override
            public void features(String part, int done, int clips) {
                listener.features(part, done, clips);
                if (listener.cancelled()) {
                    throw new Cancellation();
                }
            }
        };
    }
}
