package io.auricle.zoo.planted;

/** Decides by text and knows the command line, on purpose: the architecture test must see it. */
public final class PlantedManners {
    String advice(Exception problem) {
        return problem.getMessage().startsWith("samples ") ? "use --n-fft " + problem.hashCode() : "";
    }
}
