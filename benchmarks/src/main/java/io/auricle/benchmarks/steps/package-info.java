/**
 * One training step and inference of two networks, on Deeplearning4j in its three guises and on other engines, each in a
 * process of its own. Start at {@link io.auricle.benchmarks.steps.Steps}, or at the script {@code benchmarks/steps}.
 */
package io.auricle.benchmarks.steps;
