/** Which clip, which fold, which label; and splits that do not leak. Start at {@code AudioDataset}. */
package io.auricle.data;
