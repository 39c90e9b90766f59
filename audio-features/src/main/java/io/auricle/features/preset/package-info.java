/**
 * Features by name, with the defaults of a library by name: what a command line or a configuration file asks for. In: a
 * preset, a feature, and options that override. Out: a {@link io.auricle.features.Spectrogram}. Start at {@link
 * io.auricle.features.preset.FeatureRequest}.
 */
package io.auricle.features.preset;
