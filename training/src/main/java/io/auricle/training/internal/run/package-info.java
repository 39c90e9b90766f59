/** The run folder: configuration, history, checkpoints, and the rule that a folder holds one run. Start at {@code RunFolder}. */
package io.auricle.training.internal.run;
