/** Helpers of {@code io.auricle.zoo} that no user needs to name. */
package io.auricle.zoo.internal;
