package io.auricle.examples;

/** The work of a command failed for a reason that its text gives in full. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
