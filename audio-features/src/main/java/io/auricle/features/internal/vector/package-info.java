/**
 * The Vector API's way: what is here is compiled against {@code jdk.incubator.vector} and named by nobody, so that the rest
 * runs without that module.
 */
package io.auricle.features.internal.vector;
