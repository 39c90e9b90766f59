/** Benchmarks against rivals, in one run. */
package io.auricle.benchmarks;
