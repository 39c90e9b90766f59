/** The network while it learns: one step at a time, weight decay, dropout share, batch-norm statistics. Start at {@code Learner}. */
package io.auricle.training.internal.learn;
