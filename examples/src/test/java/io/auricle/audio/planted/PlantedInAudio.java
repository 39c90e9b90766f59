package io.auricle.audio.planted;

/** Breaks doors on purpose: the architecture test must see it. */
public final class PlantedInAudio {
    Object dataset = new io.auricle.data.planted.PlantedInData();
    org.nd4j.linalg.api.ndarray.INDArray array;
    javax.sound.sampled.AudioFormat format;
    javazoom.jl.decoder.Header header;
    com.github.trilarion.sound.vorbis.jcraft.jogg.Packet packet;
    java.awt.Color color;
}
