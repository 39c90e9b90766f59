/** Helpers that the packages of this module share; not exported. */
package io.auricle.data.internal;
