package io.auricle.zoo.planted;

/** Depends on a package that depends on this one, on purpose: the architecture test must see it. */
public final class PlantedRing {
    io.auricle.zoo.planted.ring.PlantedOtherHalf otherHalf;
}
