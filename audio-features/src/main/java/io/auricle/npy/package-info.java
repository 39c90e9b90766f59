/** Arrays to and from NumPy's {@code .npy} files. Start at {@code NpyFiles}. */
package io.auricle.npy;
