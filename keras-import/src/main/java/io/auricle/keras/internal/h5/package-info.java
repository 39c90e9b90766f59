/**
 * The part of HDF5 that Keras writes, read strictly: superblock 0 or 1, groups of symbol tables, attributes of strings, contiguous or
 * compact arrays of floats. Start at {@link io.auricle.keras.internal.h5.H5File}.
 *
 * <p>Written by hand because a model file comes from a stranger: every address is checked against the file, every chain of blocks is
 * followed once, and nothing is allocated by a claim that the file's own length does not bear out.
 */
package io.auricle.keras.internal.h5;
