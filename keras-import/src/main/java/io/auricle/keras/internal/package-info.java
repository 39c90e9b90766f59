/** What all parts of the import share: sources of bytes, and one way to refuse a file. */
package io.auricle.keras.internal;
