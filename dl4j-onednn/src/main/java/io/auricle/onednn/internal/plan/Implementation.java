package io.auricle.onednn.internal.plan;

/**
 * A compiled primitive.
 *
 * @param operation what it computes
 * @param name      oneDNN's name of the code that runs
 */
public record Implementation(String operation, String name) {}
