package io.auricle.zoo.planted;

/** Repeats all its components on purpose: the architecture test must see it. */
public record PlantedSettings(int bands, int frames, int windows) {
    public PlantedSettings withBands(int value) {
        return new PlantedSettings(value, frames, windows);
    }
}
