/** Runs stock Deeplearning4j networks on oneDNN. Start at {@code OneDnn}. */
package io.auricle.onednn;
