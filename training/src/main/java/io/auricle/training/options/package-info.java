/** Every setting of a run that is not the data. Start at {@code TrainingOptions}. */
package io.auricle.training.options;
