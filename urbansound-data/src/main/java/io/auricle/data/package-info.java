/**
 * Which clip, which fold, which label; splits that do not leak; spectrograms kept on disk.
 *
 * <p>A folder enters {@link io.auricle.data.AudioDataset#open}; a list of {@link io.auricle.data.Clip} leaves it.
 * {@link io.auricle.data.Splits} deals clips out to training, validation and test, {@link io.auricle.data.LabelEncoder} numbers their
 * labels, {@link io.auricle.data.FeatureCache} holds their spectrograms, {@link io.auricle.data.DatasetValidator} finds what is wrong
 * with them. Start at {@code AudioDataset}.
 */
package io.auricle.data;
