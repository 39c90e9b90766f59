package io.auricle.zoo.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInZoo {
    io.auricle.data.planted.PlantedInData data;
    io.auricle.onednn.internal.planted.PlantedOnednnInternal internal;
    org.nd4j.linalg.cpu.nativecpu.CpuBackend backend;
    org.slf4j.nop.NOPServiceProvider logging;

    void print() {
        System.out.println("planted");
    }
}
