/**
 * Records on disk, found by key: appended by many processes at once, read through shared memory, checked by checksum. Knows
 * nothing of sound. Not exported.
 */
package io.auricle.data.internal.store;
