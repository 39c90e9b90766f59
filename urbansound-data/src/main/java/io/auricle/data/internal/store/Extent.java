package io.auricle.data.internal.store;

/**
 * Where a record lies in the data file.
 *
 * @param offset of its first byte
 * @param length in bytes
 * @param checksum CRC-32C of its bytes
 */
public record Extent(long offset, int length, int checksum) {}
