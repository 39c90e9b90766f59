package io.auricle.onednn.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInOnednn {
    io.auricle.audio.planted.PlantedInAudio audio;
    io.auricle.data.internal.planted.PlantedDataInternal internal;
}
