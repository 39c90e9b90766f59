/** Shared by all packages of training: random streams and JSON. */
package io.auricle.training.internal;
