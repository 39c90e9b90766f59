/**
 * YAMNet, a network for the sounds of AudioSet, as a tagger and as a backbone for one's own classes. What enters: its TFLite file, or the
 * artifact {@code model-zoo-yamnet}; what leaves: Deeplearning4j graphs. Start at {@link io.auricle.zoo.yamnet.Yamnet}.
 */
package io.auricle.zoo.yamnet;
