/** From a split of clips to a trained, evaluated and reported model. Start at {@code TrainingRun}. */
package io.auricle.training;
