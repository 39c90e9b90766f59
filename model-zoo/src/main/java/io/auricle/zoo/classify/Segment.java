package io.auricle.zoo.classify;

/**
 * One window of a recording with its answer.
 *
 * @param startSeconds where it starts, in seconds from the start of the recording
 * @param endSeconds   where it ends; beyond the recording's end if that is shorter than a window
 * @param prediction   the answer
 */
public record Segment(double startSeconds, double endSeconds, Prediction prediction) {}
