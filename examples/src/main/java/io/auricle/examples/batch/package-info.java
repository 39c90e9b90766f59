/**
 * Classifies whole folders on one machine: {@link io.auricle.examples.batch.SoundFiles} lists them,
 * {@link io.auricle.examples.batch.BatchRun} answers them on all processors, and
 * {@link io.auricle.examples.batch.AnswerFile} writes the rows so that a run that was killed can be resumed.
 */
package io.auricle.examples.batch;
