/** What the packages of features share and users need not name: checks, JSON, and the kernels that turn frames into spectra. */
package io.auricle.features.internal;
