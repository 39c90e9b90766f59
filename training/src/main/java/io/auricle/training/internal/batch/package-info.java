/** From clips to batches: windows, the order in which steps read them, augmentation, the thread that fills batches. Start at {@code WindowSet}. */
package io.auricle.training.internal.batch;
