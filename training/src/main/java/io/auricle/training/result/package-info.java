/** What runs leave behind, as values. Start at {@code TrainingResult}. */
package io.auricle.training.result;
