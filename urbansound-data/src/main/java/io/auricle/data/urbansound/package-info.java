/**
 * What is particular to UrbanSound8K: its fixed facts ({@link io.auricle.data.urbansound.UrbanSound8K}), its download
 * ({@link io.auricle.data.urbansound.UrbanSound8KDownload}) and a synthetic twin to try things on
 * ({@link io.auricle.data.urbansound.SyntheticCity}). All leave a folder that {@code AudioDataset} opens.
 */
package io.auricle.data.urbansound;
