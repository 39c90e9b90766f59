/** What predictions are worth: true classes and probabilities enter, figures leave. Start at {@code Scores}. */
package io.auricle.training.score;
