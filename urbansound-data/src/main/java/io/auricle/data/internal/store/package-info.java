/**
 * Records on disk, found by key: appended by many processes at once, read through shared memory, checked by checksum. Independent
 * of sound. Not exported.
 */
package io.auricle.data.internal.store;
