package io.auricle.training;

/**
 * What a run is about to do, once everything is read and checked.
 *
 * @param trainClips        clips that train
 * @param validationClips   clips that validate
 * @param testClips         clips that test
 * @param droppedClips      clips left out because their metadata call them shorter than a window
 * @param trainWindows      windows that train
 * @param validationWindows windows that validate
 * @param steps             steps of an epoch
 * @param epochs            epochs of the run
 * @param epochsDone        epochs that a resumed run has behind it; 0 for a new one
 * @param parameters        numbers that the network learns
 */
public record RunPlan(
        int trainClips,
        int validationClips,
        int testClips,
        int droppedClips,
        int trainWindows,
        int validationWindows,
        int steps,
        int epochs,
        int epochsDone,
        long parameters) {}
