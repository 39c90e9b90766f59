/** How fast sound becomes mel spectrograms. Start at {@code MelBenchmark}; {@code docs/numbers.md} has the commands and the rivals. */
package io.auricle.benchmarks.mel;
