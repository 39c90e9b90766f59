package io.auricle.zoo.planted.ring;

/** The other half of a planted cycle. */
public final class PlantedOtherHalf {
    io.auricle.zoo.planted.PlantedRing half;
}
