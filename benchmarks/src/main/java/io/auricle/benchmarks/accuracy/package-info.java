/** How well networks and recipes do on recordings that they never heard, and how much a split that leaks flatters them. */
package io.auricle.benchmarks.accuracy;
